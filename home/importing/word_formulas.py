"""Formulas of Word as a line of text: fractions, powers, roots and sums."""

from xml.etree.ElementTree import Element

from .word_xml import local

_DIGITS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def formula(element: Element) -> str:
    """Return what an `m:oMath` says, written in one line."""
    name = local(element.tag)
    if name == "t":
        return element.text or ""
    if name in {"ctrlPr", "rPr"} or name.endswith("Pr"):
        return ""
    parts = {local(child.tag): formula(child) for child in element}
    if name == "f":
        return f"{_group(parts.get('num', ''))}/{_group(parts.get('den', ''))}"
    if name in {"sSup", "sSub", "sSubSup"}:
        return (
            parts.get("e", "")
            + _small(parts.get("sub", ""), "_", _LOWERED)
            + _small(parts.get("sup", ""), "^", _DIGITS)
        )
    if name == "rad":
        return f"{_small(parts.get('deg', ''), '', _DIGITS)}√{_group(parts.get('e', ''))}"
    if name == "nary":
        sign = _sign(element, "chr") or "∫"
        low, high = parts.get("sub", ""), parts.get("sup", "")
        return (
            sign
            + _small(low, "_", _LOWERED)
            + _small(high, "^", _DIGITS)
            + " "
            + parts.get("e", "")
        )
    if name == "d":
        inside = ", ".join(formula(child) for child in element if local(child.tag) == "e")
        begin, end = _sign(element, "begChr"), _sign(element, "endChr")
        return f"{'(' if begin is None else begin}{inside}{')' if end is None else end}"
    if name in {"m", "eqArr"}:
        rows = [formula(child) for child in element if local(child.tag) in {"mr", "e"}]
        return "; ".join(row for row in rows if row)
    return "".join(formula(child) for child in element)


def _sign(element: Element, name: str) -> str | None:
    """Return a sign that the properties of an operator name, None where they name none."""
    for properties in element:
        if local(properties.tag).endswith("Pr"):
            for child in properties:
                if local(child.tag) == name:
                    return next((v for key, v in child.attrib.items() if local(key) == "val"), "")
    return None


def _group(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _small(text: str, mark: str, table: dict[int, int]) -> str:
    """Return a power or an index: raised or lowered where its signs can be."""
    if not text:
        return ""
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{mark}{_group(text)}"
