"""One export, or the parts of one: what is in it, what belongs together, what lies where."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .addresses import Addresses, clean_path, full_size, path_of
from .errors import NotAnExport
from .spool import Spool
from .wxr import Head, read_items

POST, PAGE = "post", "page"
ATTACHMENT, REUSABLE = "attachment", "wp_block"
# What of a site's workings an export holds besides texts; nobody misses it.
WORKINGS = frozenset(
    re.split(
        r"\s+",
        "revision nav_menu_item custom_css customize_changeset oembed_cache user_request "
        "wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face "
        "polylang_mo",
    )
)
TRASHED = frozenset({"trash", "auto-draft", "inherit"})
_SERIALISED = re.compile(r's:\d+:"([A-Za-z_-]{2,12})";i:(\d{1,18});')
_MOST_PARENTS = 100


@dataclass(slots=True)
class Post:
    """A post or page in the index: enough to know what belongs to it; its text is on disk."""

    id: int
    type: str
    status: str
    parent: int
    link: str
    language: str
    group: str
    source_language: str
    place: int

    @property
    def key(self) -> str:
        """What the books of the import know it by."""
        return f"post:{self.id}"


class Export:
    """The index of an export; texts and files are read from it as they are needed."""

    def __init__(self, spool: Spool):
        self._spool = spool
        self.posts: dict[int, Post] = {}
        self.others: Counter[str] = Counter()
        self.trashed = 0
        self.addresses = Addresses([])
        self.authors: dict[str, dict[str, str]] = {}
        self._attachments: dict[int, tuple[str, int]] = {}
        self._files: dict[str, int] = {}
        self._children: dict[int, list[int]] = defaultdict(list)
        self._reusable: dict[int, int] = {}
        self._paths: dict[str, int] = {}

    @classmethod
    def read(cls, paths: Iterable[str | Path]) -> "Export":
        """Return what is in the files of an export.

        They are read to their end before anything is done with them. Raises `NotAnExport` when
        one cannot be read, or when they are of several sites.
        """
        export = cls(Spool())
        try:
            for path in paths:
                export._read(Path(path))
        except BaseException:
            export.close()
            raise
        export._paths = {
            path_of(post.link): post.id
            for post in export.posts.values()
            if export.addresses.is_own(post.link)
            and path_of(post.link)
            and export.addresses.number(post.link) is None
        }
        return export

    def close(self) -> None:
        """Delete what was put on disk."""
        self._spool.close()

    def __enter__(self):
        return self

    def __exit__(self, *_args):
        self.close()

    def _read(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                head = read_items(file, self._take)
        except OSError as error:
            raise NotAnExport(
                _("%(file)s cannot be opened: %(reason)s")
                % {"file": path, "reason": error.strerror or error}
            ) from error
        except NotAnExport as error:
            raise NotAnExport(f"{path}: {error}") from error
        addresses = Addresses(head.addresses)
        if not addresses.site:
            raise NotAnExport(
                _("%(file)s does not say which site it was taken from.") % {"file": path}
            )
        if self.addresses.site and self.addresses.site != addresses.site:
            raise NotAnExport(_("%(file)s is the export of another site.") % {"file": path})
        self.addresses = addresses
        self.authors |= head.authors
        self._link_by_terms(head)

    def _take(self, item: dict) -> None:
        number, kind = _integer(item.get("id")), item.get("type", "").strip()
        if not number:
            self.others["?"] += 1
        elif kind == ATTACHMENT:
            self._take_attachment(number, item)
        elif item.get("status", "").strip() in TRASHED:
            self.trashed += 1
        elif kind == REUSABLE:
            self._reusable[number] = self._spool.add(item)
        elif kind in {POST, PAGE}:
            self.posts[number] = self._indexed(number, kind, item)
        elif kind not in WORKINGS:
            self.others[kind or "?"] += 1

    def _indexed(self, number: int, kind: str, item: dict) -> Post:
        terms = {domain: nicename for domain, nicename, _name in reversed(item["terms"])}
        return Post(
            id=number,
            type=kind,
            status=item.get("status", "").strip(),
            parent=_integer(item.get("parent")),
            link=item.get("link", "").strip(),
            language=(terms.get("language") or item.get("language", "")).strip(),
            group=(terms.get("post_translations") or item.get("group", "")).strip(),
            source_language=item.get("source_language", "").strip(),
            place=self._spool.add(item),
        )

    def _take_attachment(self, number: int, item: dict) -> None:
        path = clean_path(item.get("file", ""))
        if not path:
            _before, _found, name = item.get("file_url", "").partition("/wp-content/uploads/")
            path = clean_path(name)
        self._attachments[number] = (path, self._spool.add(item))
        if path:
            self._files.setdefault(full_size(path), number)
            self._files.setdefault(path, number)
        self._children[_integer(item.get("parent"))].append(number)

    def _link_by_terms(self, head: Head) -> None:
        """Take the translations that stand in the terms alone, as older versions wrote them."""
        for term in head.terms:
            for language, number in _SERIALISED.findall(term.get("wp:term_description", "")):
                post = self.posts.get(int(number))
                if post is not None:
                    post.language = post.language or language
                    post.group = post.group or term.get("wp:term_slug", "")

    def item(self, post: Post) -> dict:
        """Return all that the export says of a post."""
        return self._spool.read(post.place)

    def reusable(self, number: int) -> str:
        """Return the content of a block that several posts share, nothing where it is missing."""
        place = self._reusable.get(number)
        return "" if place is None else self._spool.read(place).get("content", "")

    def attachment(self, number: int) -> dict | None:
        """Return what is said of an attachment, with the `path` of its file below the uploads."""
        if number not in self._attachments:
            return None
        path, place = self._attachments[number]
        return self._spool.read(place) | {"path": path, "id": number}

    def attachment_of(self, path: str) -> dict | None:
        """Return what is said of the attachment whose file lies at `path`, in whatever size."""
        number = self._files.get(path) or self._files.get(full_size(path))
        return self.attachment(number) if number else None

    def attached_to(self, number: int) -> list[int]:
        """Return the attachments that were uploaded to a post, in their order."""
        return self._children.get(number, [])

    @property
    def attachment_count(self) -> int:
        """How many attachments there are."""
        return len(self._attachments)

    def find(self, address: str) -> Post | None:
        """Return the post that an own address leads to, or None."""
        if not self.addresses.is_own(address):
            return None
        number = self.addresses.number(address)
        if number is None:
            number = self._paths.get(path_of(address))
        return self.posts.get(number) if number is not None else None

    def groups(self) -> Iterator[list[Post]]:
        """Yield posts that are translations of each other; pages after those they stand below.

        The source comes first: what WPML calls so, else the one that was written first. A second
        post in a language stands alone.
        """
        found: dict[tuple, list[Post]] = {}
        for post in sorted(self.posts.values(), key=lambda one: (self._depth(one), one.id)):
            key = (post.type, post.group) if post.group else (post.type, "", post.id)
            if any(one.language == post.language for one in found.get(key, ())):
                key = (post.type, "", post.id)
            found.setdefault(key, []).append(post)
        for group in found.values():
            sources = {_bare(one.source_language) for one in group} - {""}
            yield sorted(group, key=lambda one: (_bare(one.language) not in sources, one.id))

    def _depth(self, post: Post) -> int:
        depth, seen = 0, post
        while depth < _MOST_PARENTS and (above := self.posts.get(seen.parent)) is not None:
            depth, seen = depth + 1, above
        return depth


def _bare(language: str) -> str:
    return language.casefold().replace("_", "-").partition("-")[0]


def _integer(text: object) -> int:
    found = str(text or "").strip()
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 19 else 0
