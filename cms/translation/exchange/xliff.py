"""The texts of a translation as XLIFF 1.2, which translation programs read and write."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.parsers import expat

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.translation import texts as states
from cms.translation.errors import ImportRefused
from cms.translation.exchange.inline import marks_of, opening, write_into
from cms.translation.texts import Text

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "http://www.w3.org/XML/1998/namespace"
# What is not allowed in XML at all, however it is written.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A target in one of these states is not a translation yet.
_NOT_YET = {"new", "needs-translation"}


@dataclass
class Unit:
    """A text in a file: its key, the line it begins on, and its translation as HTML."""

    key: str
    line: int
    html: str


def write_xliff(translation: Translation, texts: list[Text]) -> bytes:
    """Return the file of `texts`; the address is left out, it follows the title."""
    root = ET.Element("xliff", version="1.2", xmlns=NAMESPACE)
    file = ET.SubElement(
        root,
        "file",
        {
            "original": str(translation.uuid),
            "datatype": "html",
            "source-language": translation.source.locale.language_code,
            "target-language": translation.target_locale.language_code,
        },
    )
    body = ET.SubElement(file, "body")
    for text in texts:
        if text.is_address:
            continue
        unit = ET.SubElement(body, "trans-unit", {"id": text.key, f"{{{_XML}}}space": "preserve"})
        source = _CONTROL.sub("", text.source)
        write_into(ET.SubElement(unit, "source"), source)
        if text.kept:
            target = ET.SubElement(unit, "target", state=_state(text))
            write_into(target, _CONTROL.sub("", text.kept.data), source)
        ET.SubElement(unit, "note").text = text.label
        for hit in text.hits:
            if hit.wanted:
                ET.SubElement(unit, "note").text = f"{hit.term.term} = {hit.wanted}"
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def read_xliff(data: bytes, translation: Translation, texts: list[Text]) -> list[Unit]:
    """Return the translations in a file that was made for `translation`.

    Raise ImportRefused with every reason, and its line, where the file is not XLIFF, declares a
    document type or entities, belongs to another page or language, or has texts and marks that
    the page does not have.
    """
    reader = _Reader(translation, {text.key: text for text in texts})
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.EntityDeclHandler = reader.refuse_doctype
    parser.buffer_text = True
    reader.parser = parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ImportRefused(
            _("Line %(line)d: this is not an XLIFF file: %(reason)s.")
            % {"line": error.lineno, "reason": expat.ErrorString(error.code)}
        ) from None
    if not reader.files and not reader.reasons:
        reader.reasons.append(_("This is not an XLIFF 1.2 file: it has no texts."))
    if reader.reasons:
        raise ImportRefused(*reader.reasons)
    return reader.units


def _state(text: Text) -> str:
    if text.state == states.MACHINE:
        return "needs-review-translation"
    return "needs-translation" if text.is_unfinished else "translated"


@dataclass
class _Reader:
    """Follows the elements of a file; what it does not know is a reason to refuse."""

    translation: Translation
    texts: dict[str, Text]
    parser: object = None
    files: int = 0
    reasons: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    unit: Unit | None = None
    marks: dict = field(default_factory=dict)
    inside: str = ""
    # How deep within proposals of translation programs, which are not the translation.
    aside: int = 0
    open: list[str] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        """Note a reason, with the line that is being read."""
        line = self.parser.CurrentLineNumber
        self.reasons.append(_("Line %(line)d: %(reason)s") % {"line": line, "reason": reason})

    def refuse_doctype(self, *_declaration) -> None:
        """Stop at once: what a document type declares could grow without end, or read files."""
        line = self.parser.CurrentLineNumber
        raise ImportRefused(
            _("Line %(line)d: %(reason)s")
            % {"line": line, "reason": _("a document type or an entity is declared.")}
        )

    def start(self, name: str, attributes: dict) -> None:
        """Take the beginning of an element."""
        name = name.rsplit(" ", 1)[-1]
        if self.aside or name == "alt-trans":
            self.aside += 1
        elif name == "file":
            self.files += 1
            self._check_file(attributes)
        elif name == "trans-unit":
            self._begin_unit(attributes.get("id", ""))
        elif name in ("source", "target") and self.unit:
            skipped = name == "source" or attributes.get("state") in _NOT_YET
            self.inside = "" if skipped else name
        elif self.inside and name in ("g", "x"):
            tag = self.marks.get(attributes.get("id"))
            if tag is None:
                self.refuse(_("the text has no mark “%(id)s”.") % {"id": attributes.get("id")})
                return
            self.unit.html += opening(tag)
            if name == "g":
                self.open.append(tag.name)
        elif self.inside and name not in ("mrk",):
            self.refuse(_("“%(name)s” cannot be read within a text.") % {"name": name})

    def end(self, name: str) -> None:
        """Take the end of an element."""
        name = name.rsplit(" ", 1)[-1]
        if self.aside:
            self.aside -= 1
        elif name == "target":
            self.inside = ""
        elif name == "g" and self.inside and self.open:
            self.unit.html += f"</{self.open.pop()}>"
        elif name == "trans-unit" and self.unit:
            if self.unit.html.strip():
                self.units.append(self.unit)
            self.unit = None

    def words(self, text: str) -> None:
        """Take the words between elements."""
        if self.inside and not self.aside:
            self.unit.html += escape(text)

    def _check_file(self, attributes: dict) -> None:
        if attributes.get("original") != str(self.translation.uuid):
            self.refuse(_("the file was made for another page."))
        target = self.translation.target_locale.language_code
        given = attributes.get("target-language", target)
        if given.split("-")[0] != target.split("-")[0]:
            self.refuse(
                _("the file is in the language “%(given)s”, not “%(wanted)s”.")
                % {"given": given, "wanted": target}
            )

    def _begin_unit(self, key: str) -> None:
        text = self.texts.get(key)
        self.unit = None
        if text is None or text.is_address:
            self.refuse(
                _("the page has no text “%(key)s”; its source may have changed.") % {"key": key}
            )
            return
        self.unit = Unit(key, self.parser.CurrentLineNumber, "")
        self.marks, self.open = marks_of(text.source), []
