"""Ways of writing one thing that are made one before a text or a query is split into words.

`composed` is for whatever is kept or typed. `even` is for what is split: it leaves every place of
the text where it is, so that what was found can be marked in the text as it was written.
"""

import re
import unicodedata
from collections.abc import Callable

# Goes up with every change of these rules: what was indexed by earlier ones is out of step.
RULES = 2

# Stands within a word and counts for nothing: it fills the places of what is left out.
FILLER = "\u200b"
PERCENT = "percent"

_SPACE = r"[ \u00a0\u2009\u202f]"
# 5 000, 5.000, 5,000, 5’000; always the same sign between the groups.
_THOUSANDS = re.compile(r"\d(?<![\d.,].)\d{0,2}([ \u00a0\u2009\u202f.,'’])\d{3}(?:\1\d{3})*(?!\d)")
_PERCENT = re.compile(
    rf"(?<=\d)(?P<space>{_SPACE}?)(?:per{_SPACE}?cent|pour{_SPACE}?cent|por{_SPACE}?ciento)(?!\w)",
    re.IGNORECASE,
)

_DOTS = "·•‧⋅"
_FRENCH = (
    "e|es|le|les|lle|lles|ne|nes|nne|nnes|te|tes|tte|ttes|ve|ves|se|ses|sse|sses|esse|esses|fe|"
    "he|ère|ères|ière|ières|euse|euses|eure|eures|rice|rices|trice|trices|enne|ennes|elle|elles|s"
)
_ENDINGS = {"en": "s|es", "es": "a|as|o|os|s|es|e", "fr": _FRENCH}
# Each looks back over itself at letters, for a pattern that began so would be tried everywhere.
_LETTERS = r"[^\W\d_]"
_IN_BRACKETS = {
    language: re.compile(rf"\((?<={_LETTERS}{{2}}\()(?:{endings})\)s?(?!\w)", re.IGNORECASE)
    for language, endings in _ENDINGS.items()
}
# tou·te·s, étudiant·es; délégué.e.s, délégué-e-s and délégué/e/s, where only known endings are.
_DOTTED = re.compile(rf"[{_DOTS}](?<={_LETTERS}{{2}}.){_LETTERS}{{1,6}}(?:[{_DOTS}]s)?(?!\w)")
_STOPPED = re.compile(
    rf"([./‑-])(?<={_LETTERS}{{2}}.)(?:(?:{_FRENCH})\1s|e(?![./‑-]))(?!\w)", re.IGNORECASE
)
# delegados/as, tod@s, todxs.
_SLASHED = re.compile(rf"/(?<={_LETTERS}{{3}}/)[aoe]s?(?!\w)", re.IGNORECASE)
_BOTH_GENDERS = re.compile(
    r"@(?<=[^\W\d_]@)(?=s?(?!\w)(?![.-]\w))|x(?<=[b-df-hj-np-tv-zñ]x)(?=s(?!\w))|x(?<=dx)(?!\w)",
    re.IGNORECASE,
)


def composed(text: str) -> str:
    """Return `text` with each letter and its accents as one sign (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def even(text: str, language: str) -> str:
    """Return `text`, as long as before, with what can be written in several ways in one.

    Numbers lose the signs between their thousands, “30 per cent” is 30 %, and what names both
    genders (“délégué·e·s”, “tod@s”) has the ending of the dictionary.
    """
    text = _PERCENT.sub(_percent, _THOUSANDS.sub(_without_signs, text))
    for sign, pattern, replaced in _GENDERS.get(language.split("-")[0], ()):
        if any(one in text for one in sign):
            text = pattern.sub(replaced, text)
    return text


def _without_signs(match: re.Match) -> str:
    return match[0].replace(match[1], FILLER)


def _percent(match: re.Match) -> str:
    return f"{match['space']}%".ljust(len(match[0]), FILLER)


def _one_ending(match: re.Match) -> str:
    """Return fillers, with the s of the plural unless the word has one before."""
    before = match.string[match.start() - 1].casefold()
    plural = match[0].rstrip(")")[-1].casefold() == "s" and before not in "sxz"
    return ("s" if plural else "").rjust(len(match[0]), FILLER)


def _fillers(match: re.Match) -> str:
    return FILLER * len(match[0])


Rule = tuple[str, re.Pattern, Callable[[re.Match], str] | str]
_GENDERS: dict[str, tuple[Rule, ...]] = {
    "en": (("(", _IN_BRACKETS["en"], _one_ending),),
    "fr": (
        (_DOTS, _DOTTED, _one_ending),
        ("(", _IN_BRACKETS["fr"], _one_ending),
        ("./-‑", _STOPPED, _one_ending),
    ),
    "es": (
        ("(", _IN_BRACKETS["es"], _one_ending),
        ("/", _SLASHED, _one_ending),
        ("@xX", _BOTH_GENDERS, "o"),
    ),
}
