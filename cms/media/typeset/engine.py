"""Makes PDF files with Typst: the same input gives the same bytes, on every machine."""

import datetime
import hashlib
import json
import re
from functools import cache
from pathlib import Path

import typst
from django.core.cache import cache as site_cache
from django.utils.translation import gettext, override

from cms.media.typeset.errors import MissingGlyph, TooLong, TypesetError

TEMPLATES = Path(__file__).parent / "templates"
# Archived as PDF/A-2a, read aloud as PDF/UA-1; both refuse what no font can show.
STANDARDS = ["a-2a", "ua-1"]
# Half a megabyte of text is some three hundred pages and takes two seconds.
MAX_TEXT = 500_000
MAX_WITH_PICTURES = 15_000_000
_PICTURE = re.compile("data:image/jpeg;base64,[A-Za-z0-9+/=]+")
# Control characters, half pairs and non-characters: nothing that anybody sees.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def typeset(
    template: str,
    data: dict,
    *,
    language: str,
    title: str,
    dated: datetime.date,
    keep: int = 0,
) -> bytes:
    """Return the PDF that `template` (``paper``) makes of `data`, plain values that JSON holds.

    `language` is a code of the document's language, `dated` the day that the file says it is from.
    The result is kept in the site's cache for `keep` seconds: only for what anybody may read.

    Raises TooLong, MissingGlyph, or else TypesetError.
    """
    with override(language):
        labels = {"page": gettext("Page %(number)s of %(total)s")}
    own = {"title": title, "language": language_code(language), "labels": labels}
    text = json.dumps(_visible(data | own), sort_keys=True, ensure_ascii=False)
    if not keep:
        return _compile(template, text, dated)
    return site_cache.get_or_set(
        f"typeset:{_digest(template, text, dated)}", lambda: _compile(template, text, dated), keep
    )


def language_code(language: str) -> str:
    """Return a language as Typst names it: ``pt-br`` is ``pt``; empty for what is none."""
    code = language.partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else ""


def _compile(template: str, text: str, dated: datetime.date) -> bytes:
    if len(text) > MAX_WITH_PICTURES or len(_PICTURE.sub("", text)) > MAX_TEXT:
        raise TooLong(f"{len(text)} characters")
    noon = datetime.datetime.combine(dated, datetime.time(12), datetime.UTC)
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=noon,
        )
    except typst.TypstError as error:
        known = "could not be displayed" in error.message or "codepoint" in error.message
        raise (MissingGlyph if known else TypesetError)(error.message) from error


def raster(svg: str, height: int) -> bytes:
    """Return a drawing as a PNG file of `height` pixels with nothing behind it.

    Raise TypesetError where it cannot be drawn.
    """
    try:
        return typst.compile(
            TEMPLATES / "drawing.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"svg": svg},
            format="png",
            # The page is an inch high.
            ppi=height,
        )
    except typst.TypstError as error:
        raise TypesetError(error.message) from error


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with the library, and none of the machine's."""
    return typst.Fonts(include_system_fonts=False)


def _visible(value):
    """Return `value` without characters that nobody sees and no font has."""
    if isinstance(value, str):
        return _INVISIBLE.sub("", value)
    if isinstance(value, dict):
        return {key: _visible(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(part) for part in value]
    return value


def _digest(template: str, text: str, dated: datetime.date) -> str:
    """Return what tells one document from another: its input, the templates, the typesetter."""
    digest = hashlib.sha256(f"{typst.__version__} {template} {dated} {text}".encode())
    for path in sorted(TEMPLATES.glob("*.typ")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
