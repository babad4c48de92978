"""Takes out of a Word document what its conversion never asks for.

Mammoth reads every part through a tree that costs as much for a font as for a word, and the
styles of an empty document are ten thousand elements: most of its time was theirs.
"""

from xml.etree.ElementTree import Element, SubElement

from .word_xml import local, w

# What mammoth and our table of styles look at inside the properties of a thing.
_ASKED_FOR = {
    "rPr": {"rStyle", "b", "i", "u", "strike", "caps", "smallCaps", "vertAlign", "del", "ins"},
    "pPr": {"pStyle", "numPr", "rPr"},
    "tblPr": {"tblStyle"},
    "trPr": {"tblHeader", "del", "ins"},
    "tcPr": {"gridSpan", "vMerge"},
}
_NEVER = {"tblGrid", "sectPr", "proofErr", "lastRenderedPageBreak", "tblPrEx"}


def slim(root: Element) -> None:
    """Take out of a part, in place, what says only how it looks."""
    for parent in root.iter():
        for name in [name for name in parent.attrib if local(name).startswith("rsid")]:
            del parent.attrib[name]
        kept = _ASKED_FOR.get(local(parent.tag))
        if not len(parent):
            continue
        parent[:] = [
            child
            for child in parent
            if (local(child.tag) in kept if kept else local(child.tag) not in _NEVER)
        ]


def names_of_styles(root: Element | None) -> Element:
    """Return a part of styles that says of each its kind, its id and its name."""
    slimmed = Element(w("styles"))
    for style in root.findall(w("style")) if root is not None else []:
        names = (w("type"), w("styleId"))
        said = {name: style.attrib[name] for name in names if name in style.attrib}
        name = style.find(w("name"))
        if len(said) == len(names) and name is not None:
            SubElement(slimmed, w("style"), said).append(name)
    return slimmed
