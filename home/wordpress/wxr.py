"""The items of an export, one after the other: the shape that WordPress gives them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from .errors import NotAnExport
from .stream import characters

# Characters of one field; a post longer than a book is none.
LONGEST = 5_000_000
_DEEPEST = 30
_PLAIN = {
    "title": "title",
    "link": "link",
    "pubDate": "published",
    "dc:creator": "creator",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
    "wp:post_id": "id",
    "wp:post_date": "date",
    "wp:post_date_gmt": "date_gmt",
    "wp:post_modified": "modified",
    "wp:post_name": "name",
    "wp:status": "status",
    "wp:post_parent": "parent",
    "wp:menu_order": "order",
    "wp:post_type": "type",
    "wp:post_password": "password",
    "wp:is_sticky": "sticky",
    "wp:attachment_url": "file_url",
}
# Elements that exporters of WPML add; the same is in the fields that it keeps with a post.
_WPML = {
    "language": "language",
    "language_code": "language",
    "lang": "language",
    "trid": "group",
    "translation_group": "group",
    "source_language": "source_language",
    "source_language_code": "source_language",
}
_META = {
    "_wp_attached_file": "file",
    "_wp_attachment_image_alt": "alt",
    "_thumbnail_id": "thumbnail",
    "footnotes": "footnotes",
    "_wpml_language": "language",
    "wpml_language": "language",
    "_wpml_language_code": "language",
    "_wpml_import_language_code": "language",
    "_wpml_trid": "group",
    "wpml_trid": "group",
    "trid": "group",
    "_wpml_import_translation_group": "group",
    "_wpml_source_language": "source_language",
    "_wpml_import_source_language_code": "source_language",
}
_CHANNEL = {"link", "wp:base_site_url", "wp:base_blog_url", "wp:wxr_version", "pubDate"}


@dataclass
class Head:
    """What an export says of its site: addresses, authors by login, terms that link languages."""

    addresses: list[str] = field(default_factory=list)
    version: str = ""
    authors: dict[str, dict[str, str]] = field(default_factory=dict)
    terms: list[dict[str, str]] = field(default_factory=list)


def read_items(file: BinaryIO, item: Callable[[dict], None]) -> Head:
    """Hand every item of an export to `item` as it ends, and return what stands above them.

    Memory holds one item at a time. Raises `NotAnExport` for what is no export, is cut short, or
    declares a document type: an entity could stand for gigabytes.
    """
    reader = _Reader(item)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_types
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for piece in characters(file):
            parser.Parse(piece)
        parser.Parse("", True)
    except expat.ExpatError as error:
        raise NotAnExport(
            _("Line %(line)d: the file is no XML or was cut short (%(reason)s).")
            % {"line": error.lineno, "reason": expat.ErrorString(error.code)}
        ) from error
    if not reader.head.version:
        raise NotAnExport(_("This is no export of WordPress: it names no version of the format."))
    return reader.head


def _refuse_types(*_args) -> None:
    raise NotAnExport(_("The file declares a document type, as no export of WordPress does."))


class _Reader:
    """Puts items together from what the XML reader meets."""

    def __init__(self, item: Callable[[dict], None]):
        self.hand_on = item
        self.head = Head()
        self.path: list[str] = []
        self.item: dict | None = None
        self.row: dict[str, str] | None = None
        self.attributes: dict[str, str] = {}
        self.parts: list[str] = []
        self.size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.path and name != "rss":
            raise NotAnExport(_("This is no export of WordPress: it is no RSS."))
        if len(self.path) >= _DEEPEST:
            raise NotAnExport(_("The file nests deeper than any export of WordPress."))
        self.path.append(name)
        self.parts, self.size = [], 0
        self.attributes = attributes
        if name == "item" and len(self.path) == 3:
            self.item = {"terms": [], "comments": 0, "cut": []}
        elif name in {"wp:author", "wp:term", "wp:postmeta"}:
            self.row = {}

    def text(self, text: str) -> None:
        self.size += len(text)
        if self.size <= LONGEST:
            self.parts.append(text)

    def end(self, name: str) -> None:
        text = "".join(self.parts)
        if self.size > LONGEST and self.item is not None:
            self.item["cut"].append(name)
        self.path.pop()
        parent = self.path[-1] if self.path else ""
        if name == "item" and len(self.path) == 2 and self.item is not None:
            self.hand_on(self.item)
            self.item = None
        elif self.item is not None:
            self._end_in_item(name, parent, text)
        else:
            self._end_above(name, parent, text)
        self.parts, self.size = [], 0

    def _end_in_item(self, name: str, parent: str, text: str) -> None:
        item = self.item
        if parent == "item" and name in _PLAIN:
            item[_PLAIN[name]] = text
        elif parent == "item" and name == "category":
            domain = self.attributes.get("domain", "")
            item["terms"].append((domain, self.attributes.get("nicename", ""), text))
        elif parent == "item" and name == "wp:comment":
            item["comments"] += 1
        elif parent == "wp:postmeta" and self.row is not None:
            self.row[name] = text
        elif name == "wp:postmeta" and self.row is not None:
            key = _META.get(self.row.get("wp:meta_key", ""))
            if key:
                item[key] = self.row.get("wp:meta_value", "")
            self.row = None
        elif name.startswith("wpml:") and (key := _WPML.get(name[5:])):
            item[key] = text

    def _end_above(self, name: str, parent: str, text: str) -> None:
        if name == "wp:author" and self.row is not None:
            self.head.authors[self.row.get("wp:author_login", "")] = self.row
        elif name == "wp:term" and self.row is not None:
            if self.row.get("wp:term_taxonomy") == "post_translations":
                self.head.terms.append(self.row)
        elif parent in {"wp:author", "wp:term"} and self.row is not None:
            self.row[name] = text
        elif parent == "channel" and name in _CHANNEL:
            if name == "wp:wxr_version":
                self.head.version = text.strip()
            elif name != "pubDate" and text.strip():
                self.head.addresses.append(text.strip())
