"""From a post to the fields of a page."""

import datetime
import json
import re
import uuid
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.core.labels import site_languages
from cms.core.text import shorten
from cms.media.models import SiteImage
from home.importing import summarise
from home.importing.manifest import LONGEST_SUMMARY, LONGEST_TITLE
from home.services.wordpress.files import FileMissing, Library
from home.services.wordpress.links import Target, relink
from home.wordpress import Export, Media, Post, Text
from home.wordpress.text import read_text, words_of

_NAMESPACE = uuid.UUID("0f4c5b6a-58a1-5a6e-9c7c-6f0f4f2c8d11")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)")
_TITLE_FROM_TEXT = 80


@dataclass
class Composed:
    """What a page is made of, and what is to be said of how it came about."""

    title: str
    summary: str
    blocks: list[dict]
    image: SiteImage | None = None
    # Links lead to posts of the export that are no page yet.
    links_wait: bool = False
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def moment(text: str, zone: datetime.tzinfo = datetime.UTC) -> datetime.datetime | None:
    """Return when WordPress says that something was, None for the zeros that stand for never."""
    match = _DATE.match(text.strip())
    try:
        return datetime.datetime(*map(int, match.groups()), tzinfo=zone) if match else None
    except ValueError:
        return None


def day_of(item: dict) -> datetime.date:
    """Return the day of a post as its own site printed it; a draft without one is of today."""
    found = moment(item.get("date", "")) or moment(item.get("modified", ""))
    return found.date() if found else timezone.localdate()


def published_at(item: dict) -> datetime.datetime | None:
    """Return when a post went out."""
    found = moment(item.get("date_gmt", ""))
    return found or moment(item.get("date", ""), timezone.get_default_timezone())


def may_go_out(post: Post, item: dict) -> bool:
    """Return whether anybody could read a post: no draft, no password, no date to come."""
    when = published_at(item)
    return (
        post.status == "publish"
        and not item.get("password", "")
        and (when is None or when <= timezone.now())
    )


class Composer:
    """Makes what pages are made of; pictures and files are stored on the way."""

    def __init__(self, export: Export, library: Library, pages: "PageFinder"):
        self.export = export
        self.library = library
        self.pages = pages

    def compose(self, post: Post, item: dict, language: str, *, illustrated: bool) -> Composed:
        """Return what the page of a post is made of; `illustrated` pages have a picture apart."""
        text = read_text(
            item.get("content", ""),
            language=language,
            addresses=self.export.addresses,
            reusable=self.export.reusable,
            footnotes=item.get("footnotes", ""),
            gallery=self.export.attached_to(post.id),
        )
        found = Composed("", "", [], notes=_notes(text, item))
        found.blocks = self._blocks(text, language, found)
        thumbnail = item.get("thumbnail", "").strip()
        if thumbnail.isascii() and thumbnail.isdecimal():
            media = Media("image", attachment=int(thumbnail[:18]))
            image = self._picture(media, language, found)
            if illustrated:
                found.image = image
            elif image is not None:
                found.blocks.insert(0, _image_block(image, ""))
        found.links_wait = self.link(found.blocks, language, found)
        for number, block in enumerate(found.blocks):
            # The reader counts from picture to picture; a page counts from its beginning.
            content = json.dumps(block["value"], ensure_ascii=False, sort_keys=True)
            block["id"] = str(uuid.uuid5(_NAMESPACE, f"{number}:{block['type']}:{content}"))
        found.title = self._title(item, text, language, found)
        excerpt = words_of(item.get("excerpt", ""))
        found.summary = shorten(excerpt, LONGEST_SUMMARY) or summarise(text.plain, language)
        return found

    def _title(self, item: dict, text: Text, language: str, found: Composed) -> str:
        title = words_of(item.get("title", ""))
        if not title:
            title = shorten(text.first_words, _TITLE_FROM_TEXT)
            found.notes.append(_("It had no title: the first words of its text are one now."))
        if not title:
            with override(language):
                title = _("Without a title (%(number)s)") % {"number": item.get("id", "")}
        if len(title) > LONGEST_TITLE:
            found.notes.append(_("Its title was cut: “%(title)s”") % {"title": title})
            title = shorten(title, LONGEST_TITLE - 1)
        return title

    def _blocks(self, text: Text, language: str, found: Composed) -> list[dict]:
        blocks: list[dict] = []
        for part in text.parts:
            if isinstance(part, dict):
                blocks.append(part)
            elif part.kind == "document":
                blocks += self._document(part, language, found)
            else:
                caption = part.caption
                if not part.address and not caption:
                    caption = self.library.caption_of(part.attachment)
                image = self._picture(part, language, found)
                if image is not None:
                    blocks.append(_image_block(image, caption))
                elif caption:
                    blocks += _words(caption)
        return blocks

    def _picture(self, media: Media, language: str, found: Composed) -> SiteImage | None:
        try:
            return self.library.picture(media, language)
        except FileMissing as error:
            found.missing.append(error.path)
            found.notes.append(_("A picture was left out: %(reason)s") % {"reason": error})
            return None

    def _document(self, media: Media, language: str, found: Composed) -> list[dict]:
        try:
            document = self.library.document(media, language)
        except FileMissing as error:
            found.missing.append(error.path)
            found.notes.append(_("A file was left out: %(reason)s") % {"reason": error})
            return _words(media.words)
        return [{"type": "document", "value": {"document": document.pk, "title": media.words}}]

    def link(self, blocks: list[dict], language: str, found: Composed | None = None) -> bool:
        """Let links lead to pages and files of this site; return whether some still wait.

        What has no page and no file here keeps its address, and is said to.
        """
        waits = False

        def target(address: str) -> Target | None:
            nonlocal waits
            if not self.export.addresses.is_own(address):
                return None
            post = self.export.find(address)
            if post is not None:
                page = self.pages.id_of(post)
                waits |= page is None
                return Target("page", page) if page else None
            if found is None:
                return None
            path = self.export.addresses.upload(address)
            if path:
                return self._linked_file(address, language, found)
            found.notes.append(
                _("A link leads to the old site still: %(address)s") % {"address": address}
            )
            return None

        relink(blocks, target)
        return waits

    def _linked_file(self, address: str, language: str, found: Composed) -> Target | None:
        try:
            document = self.library.document(Media("document", address), language)
        except FileMissing as error:
            found.missing.append(error.path)
            found.notes.append(
                _("A link leads to a file of the old site still: %(reason)s") % {"reason": error}
            )
            return None
        return Target("document", document.pk)


class PageFinder:
    """Finds the page that a post has become."""

    def __init__(self, origins: QuerySet):
        self.origins = origins
        self._found: dict[int, int] = {}

    def id_of(self, post: Post) -> int | None:
        """Return the id of the page of a post, None where it has none."""
        if post.id not in self._found:
            row = self.origins.filter(key=post.key).exclude(page=None)
            page = row.values_list("page_id", flat=True).first()
            if page is None:
                return None
            self._found[post.id] = page
        return self._found[post.id]

    def forget(self) -> None:
        """Ask anew: a group was taken back."""
        self._found.clear()


def language_of(word: str) -> str:
    """Return the language of the site that WordPress means: `fr-fr` and `fr_FR` are `fr`."""
    word = word.strip().replace("_", "-").casefold()
    known = {code.casefold(): code for code in site_languages()}
    return known.get(word) or known.get(word.partition("-")[0], "")


def _image_block(image: SiteImage, caption: str) -> dict:
    return {"type": "image", "value": {"image": image.pk, "caption": caption, "crop": ""}}


def _words(text: str) -> list[dict]:
    return [{"type": "paragraph", "value": f"<p>{escape(text)}</p>"}] if text.strip() else []


def _notes(text: Text, item: dict) -> list[str]:
    """Return what is to be said of a text: what stayed as words, what was left out."""
    said = list(text.sentences)
    for name, count in sorted(text.unknown_codes.items()):
        values = {"name": name, "count": count}
        said.append(_("The shortcode [%(name)s] is not known: kept as text (%(count)d).") % values)
    for name, count in sorted(text.unknown_blocks.items()):
        values = {"name": name, "count": count}
        said.append(_("The block %(name)s is not known: its words were kept (%(count)d).") % values)
    for name, count in sorted(text.left_out.items()):
        values = {"name": name, "count": count}
        said.append(_("Left out: %(name)s (%(count)d).") % values)
    said += [
        _("Embedded before, a link now: %(address)s") % {"address": one} for one in text.embeds
    ]
    if text.pages > 1:
        said.append(_("It had %(count)d pages, which are one now.") % {"count": text.pages})
    if item.get("sticky", "").strip() == "1":
        said.append(_("It was kept at the top of its list."))
    if comments := item["comments"]:
        said.append(
            ngettext(
                "%(count)d comment was left out.", "%(count)d comments were left out.", comments
            )
            % {"count": comments}
        )
    if item.get("password", ""):
        said.append(_("It was behind a password: it stays a draft."))
    return said
