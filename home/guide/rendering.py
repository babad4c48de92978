"""The sections of the guide, as a reader sees them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString

from cms.core.labels import site_languages
from cms.core.markdown import render
from cms.core.text import fold
from home.guide.sections import SCREENS, SECTIONS

FOLDER = Path(__file__).parent
_LINK = re.compile(r"\[([^\]]+)\]\((admin:|#)([\w-]+)\)")


@dataclass(frozen=True)
class Section:
    """A section: its code, which is its anchor too, its title and its text."""

    code: str
    title: str
    html: SafeString


def sections_for(user, language: str, query: str = "") -> list[Section]:
    """Return the sections that `user` can use, in `language`; those that hold every word of
    `query` where there is one."""
    codes = tuple(code for code, may in SECTIONS.items() if may(user))
    addresses = {name: screen.address_for(user) for name, screen in SCREENS.items()}
    known = tuple((name, address) for name, address in addresses.items() if address)
    words = fold(query).split()
    return [
        _section(language, code, known, codes)
        for code in codes
        if all(word in fold(source(language, code)) for word in words)
    ]


@lru_cache(maxsize=500)
def source(language: str, code: str) -> str:
    """Return the Markdown of a section, in the site's first language where it has no other."""
    path = FOLDER / language / f"{code}.md"
    if not path.exists():
        path = FOLDER / site_languages()[0] / f"{code}.md"
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=500)
def _section(language: str, code: str, known: tuple, codes: tuple) -> Section:
    addresses = dict(known)

    def link(match) -> str:
        text, kind, name = match.groups()
        if kind == "#":
            return match[0] if name in codes else text
        address = addresses.get(name)
        return f"[{text}]({address})" if address else text

    title, _gap, text = source(language, code).partition("\n")
    return Section(code, title.removeprefix("# "), render(_LINK.sub(link, text)))
