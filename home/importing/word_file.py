"""Opens a Word document: finds its parts and hands on the text that its readers see."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from . import notices
from .errors import NotADocument
from .notices import Notices
from .word_cleaning import BULLETS, COUNTED, LABEL_CLOSE, LABEL_OPEN, Cleaner
from .word_numbering import Numbering
from .word_slimming import names_of_styles, slim
from .word_xml import STRICT, Styles, w

_MAX_UNPACKED = 200 * 1024 * 1024
_TRANSITIONAL = w("x")[1:-2]
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMES = (
    (STRICT.encode(), _TRANSITIONAL.encode()),
    (_STRICT_RELATIONS.encode(), _RELATIONS.encode()),
)
_LISTS = (
    f'<w:numbering xmlns:w="{_TRANSITIONAL}">'
    + "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{style}"/></w:lvl>' for level in range(9)
        )
        + "</w:abstractNum>"
        for key, style in ((BULLETS, "bullet"), (COUNTED, "decimal"))
    )
    + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
        for key in (BULLETS, COUNTED)
    )
    + "</w:numbering>"
)
_TYPES = "[Content_Types].xml"
_FALLBACK = "word/document.xml"
_TEXT_TYPE = "wordprocessingml."


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text of a Word document, empty if it is none."""
    names = set(archive.namelist())
    for kind, target in _relations(archive, ""):
        if kind == "officeDocument" and target in names:
            found = _content_type(archive, target)
            return target if not found or _TEXT_TYPE in found else ""
    return _FALLBACK if _FALLBACK in names else ""


def seen_by_readers(data: bytes, language: str, found: Notices) -> bytes:
    """Return a Word document with its numbers written out and without what nobody sees.

    What is left out is counted in `found`. Raises `NotADocument` when it is too large.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
            raise NotADocument(_("The file is too large once unpacked."))
        name = main_part(archive)
        relations = _relations(archive, name)
        related = dict(relations)
        _count_left_out(archive, relations, found)
        named = _part(archive, related.get("styles", ""))
        styles = Styles(named)
        numbering = Numbering(_part(archive, related.get("numbering", "")), styles, language)
        cleaner = Cleaner(styles, numbering, found)
        changed: dict[str, bytes] = {}
        for part in (name, related.get("footnotes", ""), related.get("endnotes", "")):
            root = _part(archive, part)
            if root is not None:
                cleaner.clean(root)
                slim(root)
                changed[part] = _written(root)
        if named is not None:
            changed[related["styles"]] = _written(names_of_styles(named))
        # Every number is written out by now: what is left to say is which lists are counted.
        changed[related.get("numbering") or "word/numbering.xml"] = _LISTS.encode()
        return _packed(archive, changed)


def _count_left_out(
    archive: zipfile.ZipFile, relations: list[tuple[str, str]], found: Notices
) -> None:
    """Count what stands beside the text and is left out: heads, feet and comments."""
    for kind, part in relations:
        root = _part(archive, part) if kind in {"header", "footer", "comments"} else None
        if root is None:
            continue
        if kind == "comments":
            found.add(notices.COMMENT, len(root.findall(w("comment"))))
        elif any(char.isalpha() for one in root.iter(w("t")) for char in one.text or ""):
            found.add(notices.HEADER)


def _written(root: Element) -> bytes:
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _packed(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """Return a document of the changed parts and of what says how parts are related."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            if name in changed:
                continue
            if name == _TYPES or name.endswith(".rels"):
                copy.writestr(name, _bytes(archive, name))
        for name, data in changed.items():
            copy.writestr(name, data)
    return out.getvalue()


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, in the names of the everyday kind of the format."""
    data = archive.read(name)
    for strict, everyday in _NAMES:
        data = data.replace(strict, everyday)
    for fence in (LABEL_OPEN, LABEL_CLOSE):
        data = data.replace(fence.encode(), b"")
    return data


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    data = _bytes(archive, name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # No part of a Word document declares anything; what does so may grow without end.
        raise NotADocument(_("The file is damaged and cannot be opened."))
    return ElementTree.fromstring(data)  # noqa: S314 (declarations are refused above)


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """Return the kind and the name of every part that a part, or the file, is related to."""
    folder, base = posixpath.split(part)
    root = _part(archive, posixpath.join(folder, "_rels", f"{base}.rels"))
    found = []
    for row in root if root is not None else []:
        if row.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, row.get("Target", "")))
        found.append((row.get("Type", "").rpartition("/")[2], target.lstrip("/")))
    return found


def _content_type(archive: zipfile.ZipFile, part: str) -> str:
    root = _part(archive, _TYPES)
    return next(
        (
            row.get("ContentType", "")
            for row in (root if root is not None else [])
            if row.get("PartName", "").lstrip("/") == part
        ),
        "",
    )
