"""Makes of a part of a Word document what its readers see, in what mammoth understands."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from . import notices
from .notices import Notices
from .word_formulas import formula
from .word_numbering import Numbering
from .word_styles import TITLE, role
from .word_xml import Styles, is_on, local, value, w

# Around a number that Word prints and does not write; see `converters`.
LABEL_OPEN, LABEL_CLOSE = "\ufdd2", "\ufdd3"
_DEEPEST_LIST = 4
_OWN_NAMES = w("x")[:-1]
# Before what a paragraph is, as the style that mammoth is shown.
ROLE = "Role-"
# The lists that mammoth is shown in place of the document's own.
NO_LIST, BULLETS, COUNTED = "0", "1", "2"
_UNSEEN = {"del", "moveFrom"}
# Containers that mammoth does not know: what they hold takes their place.
_TRANSPARENT = {
    *("fldSimple", "bdo", "dir", "customXml", "smartTag", "ruby", "rubyBase", "ins", "moveTo"),
}
# What a run holds besides text; without it a field would lose its end.
_KEPT_IN_HIDDEN = {"rPr", "fldChar", "instrText"}
_SHOWS = {"t", "tab", "br", "sym", "cr", "noBreakHyphen", "drawing", "pict", "object"}
_PLAIN_COLOURS = {"auto", "none", "000000", "ffffff", "black", "white"}
_CONTENTS_STYLE = re.compile(r"toc \d|toc heading|table of figures")
_CONTENTS_PART = "Table of Contents"


class Cleaner:
    """Cleans the parts of one document; its lists are counted through all of them."""

    def __init__(self, styles: Styles, numbering: Numbering, found: Notices):
        self.styles = styles
        self.numbering = numbering
        self.notices = found
        self.in_contents = False
        self.paragraph_style: str | None = None
        # Whether the title was said and something else after it.
        self.titled = self.past_title = False
        self.handlers: dict[str, Callable[[Element], list[Element]]] = {
            "p": self._paragraph,
            "r": self._run,
            "sdt": self._control,
            "oMath": self._formula,
            "oMathPara": self._splice,
            "AlternateContent": self._alternate,
            "drawing": self._drawing,
            "pict": self._picture,
            "object": self._object,
            "altChunk": self._foreign,
            "subDoc": self._foreign,
            "tr": self._row,
            "cr": self._line_break,
            "ptab": lambda element: [Element(w("tab"))],
            "fldChar": self._field,
        }

    def clean(self, parent: Element) -> None:
        """Change the content of an element in place."""
        parent[:] = [new for child in list(parent) for new in self._cleaned(child)]

    def _cleaned(self, child: Element) -> list[Element]:
        name = local(child.tag)
        if name in _UNSEEN:
            if any(local(one.tag) in {"delText", "t"} and one.text for one in child.iter()):
                self.notices.add(notices.DELETED)
            return []
        if name in _TRANSPARENT:
            return self._splice(child)
        if name in self.handlers:
            return self.handlers[name](child)
        if not str(child.tag).startswith(_OWN_NAMES) and _texts(child):
            # A container of another program, whatever it is called.
            return self._splice(child)
        if not name.endswith("Pr"):
            self.clean(child)
        return [child]

    def _splice(self, element: Element) -> list[Element]:
        """Return the content of an element, to stand in its place."""
        self.clean(element)
        return [child for child in element if not local(child.tag).endswith("Pr")]

    def _paragraph(self, element: Element) -> list[Element]:
        properties = element.find(w("pPr"))
        style = value(properties, "pStyle") or self.styles.default
        if _CONTENTS_STYLE.fullmatch(self.styles.name(style)):
            if not self.in_contents:
                self.notices.add(notices.CONTENTS)
            self.in_contents = True
            return []
        self.in_contents = False
        outer, self.paragraph_style = self.paragraph_style, style
        before = _has_content(element)
        if any(map(_is_coloured, element.findall(w("r")))):
            self.notices.add(notices.COLOUR)
        self.clean(element)
        self.paragraph_style = outer
        if before and not _has_content(element) and _is_gone(properties):
            return []
        if is_on(properties, "rPr/del") is None:
            self._number(element, properties)
        self._name_role(element, style, before)
        return [element]

    def _name_role(self, element: Element, style: str | None, filled: bool) -> None:
        """Name what a paragraph is in place of its style: a title, a heading, a quotation."""
        properties = element.find(w("pPr"))
        found = role(self.styles, style, properties)
        if found == TITLE and self.past_title:
            # Only what stands at the head is the title of the whole.
            found = "1"
        self.titled = self.titled or (found == TITLE and filled)
        self.past_title = self.past_title or (self.titled and filled and found != TITLE)
        if properties is None:
            return
        for old in properties.findall(w("pStyle")):
            if found or value(properties, "outlineLvl"):
                properties.remove(old)
        if found:
            properties.insert(0, Element(w("pStyle"), {w("val"): f"{ROLE}{found}"}))

    def _number(self, element: Element, properties: Element | None) -> None:
        """Write the number of a paragraph into it, and where it stands as mammoth reads it."""
        label = self.numbering.label(properties)
        level = self.numbering.place(properties)[1]
        bullet = self.numbering.is_bullet(properties)
        if properties is None:
            properties = Element(w("pPr"))
            element.insert(0, properties)
        for old in properties.findall(w("numPr")):
            properties.remove(old)
        if label is None:
            return
        row = SubElement(properties, w("numPr"))
        SubElement(row, w("ilvl"), {w("val"): str(min(level, _DEEPEST_LIST))})
        kind = COUNTED if label else BULLETS if bullet else NO_LIST
        SubElement(row, w("numId"), {w("val"): kind})
        if label:
            place = list(element).index(properties) + 1
            element.insert(place, _text_run(f"{LABEL_OPEN}{label}{LABEL_CLOSE}"))

    def _run(self, element: Element) -> list[Element]:
        properties = element.find(w("rPr"))
        if self.styles.hide(properties, self.paragraph_style):
            shown = [child for child in element if local(child.tag) in _SHOWS]
            if shown:
                self.notices.add(notices.HIDDEN)
            element[:] = [child for child in element if local(child.tag) in _KEPT_IN_HIDDEN]
            return [element] if any(local(one.tag) != "rPr" for one in element) else []
        if is_on(properties, "dstrike") and properties is not None:
            SubElement(properties, w("strike"))
        self.clean(element)
        return [element]

    def _control(self, element: Element) -> list[Element]:
        gallery = value(element.find(w("sdtPr")), "docPartObj/docPartGallery")
        if gallery == _CONTENTS_PART:
            self.notices.add(notices.CONTENTS)
            return []
        self.clean(element)
        return [element]

    def _formula(self, element: Element) -> list[Element]:
        text = formula(element).strip()
        return [_text_run(text)] if text else []

    def _alternate(self, element: Element) -> list[Element]:
        """Return the older way a thing is written, or the newer where it alone holds text."""
        fallback = next((one for one in element if local(one.tag) == "Fallback"), None)
        choice = next((one for one in element if local(one.tag) == "Choice"), None)
        if fallback is not None and (_texts(fallback) or choice is None or not _texts(choice)):
            return self._splice(fallback)
        return self._splice(choice) if choice is not None else []

    def _drawing(self, element: Element) -> list[Element]:
        kinds = {local(one.tag) for one in element.iter()}
        if "txbxContent" in kinds:
            return [_text_box(box) for box in self._boxes(element)]
        if "chart" in kinds:
            self.notices.cannot_read(_("chart"))
        elif "relIds" in kinds:
            self.notices.cannot_read(_("diagram"))
        elif "blip" in kinds:
            self.notices.add(notices.PICTURE)
        return []

    def _boxes(self, element: Element) -> list[Element]:
        found = [one for one in element.iter() if local(one.tag) == "txbxContent"]
        for box in found:
            self.clean(box)
        return found

    def _picture(self, element: Element) -> list[Element]:
        boxes = self._boxes(element)
        drawn = [one.get("string", "") for one in element.iter() if local(one.tag) == "textpath"]
        if any(drawn):
            return [_text(" ".join(drawn)), *map(_text_box, boxes)]
        if any(local(one.tag) == "imagedata" for one in element.iter()):
            self.notices.add(notices.PICTURE)
        return [_text_box(box) for box in boxes]

    def _object(self, element: Element) -> list[Element]:
        if boxes := self._boxes(element):
            return [_text_box(box) for box in boxes]
        self.notices.cannot_read(_("embedded object"))
        return []

    def _field(self, element: Element) -> list[Element]:
        """Return the sign of a field; what was chosen from its list is its text."""
        chosen = next((one for one in element.iter(w("ddList"))), None)
        if chosen is None:
            return [element]
        entries = [one.get(w("val"), "") for one in chosen.findall(w("listEntry"))]
        place = value(chosen, "result") or value(chosen, "default") or "0"
        picked = entries[int(place)] if place.isdecimal() and int(place) < len(entries) else ""
        return [element, _text(picked)]

    def _foreign(self, element: Element) -> list[Element]:
        self.notices.cannot_read(_("embedded document"))
        return []

    def _row(self, element: Element) -> list[Element]:
        """Return a row; columns that it leaves out before its first cell become an empty cell."""
        before = value(element.find(w("trPr")), "gridBefore") or "0"
        self.clean(element)
        if before.isdecimal() and int(before):
            cell = Element(w("tc"))
            span = SubElement(SubElement(cell, w("tcPr")), w("gridSpan"))
            span.set(w("val"), before)
            SubElement(cell, w("p"))
            first = next(
                (place for place, one in enumerate(element) if local(one.tag) == "tc"), len(element)
            )
            element.insert(first, cell)
        return [element]

    def _line_break(self, element: Element) -> list[Element]:
        return [Element(w("br"))]


def _text(text: str) -> Element:
    element = Element(w("t"))
    element.text = text
    return element


def _text_run(text: str) -> Element:
    run = Element(w("r"))
    run.append(_text(text))
    return run


def _text_box(content: Element) -> Element:
    picture = Element(w("pict"))
    SubElement(picture, "{urn:schemas-microsoft-com:vml}textbox").append(content)
    return picture


def _texts(element: Element) -> bool:
    return any(local(one.tag) == "t" and one.text for one in element.iter())


def _is_coloured(run: Element) -> bool:
    """Return whether a run is highlighted or coloured by itself and not by its style."""
    properties = run.find(w("rPr"))
    if properties is None or not _texts(run) or is_on(properties, "rStyle") is not None:
        return False
    shade = properties.find(w("shd"))
    fill = shade.get(w("fill"), "auto") if shade is not None else "auto"
    said = (value(properties, "highlight"), value(properties, "color"), fill)
    return any((one or "auto").lower() not in _PLAIN_COLOURS for one in said)


def _has_content(element: Element) -> bool:
    return any(local(one.tag) in _SHOWS | {"delText"} for one in element.iter())


def _is_gone(properties: Element | None) -> bool:
    """Return whether the end of a paragraph is not seen either: deleted, moved or hidden."""
    return any(is_on(properties, f"rPr/{name}") for name in ("del", "moveFrom", "vanish"))
