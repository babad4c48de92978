"""What a source says about one thing in one language, before it becomes an Entry."""

import datetime
import hashlib
import json
import re
from dataclasses import asdict, dataclass, field

from search.writing import RULES, composed

PUBLIC = "public"

# The facets that results can be narrowed by, in the order they are shown.
FACETS = ("kind", "topic", "place", "body", "year", "language", "has_file")


@dataclass(frozen=True)
class Projection:
    """One thing in one language; texts are plain, `url` is a path, facets hold codes."""

    language: str
    title: str
    url: str
    audiences: tuple[str, ...] = (PUBLIC,)
    summary: str = ""
    text: str = ""
    # What it is called besides, one name a line: found by, shown nowhere.
    names: str = ""
    facets: dict[str, list[str]] = field(default_factory=dict)
    date: datetime.date | None = None
    state: str = "current"
    outdated: bool = False
    languages: tuple[str, ...] = ()
    extra: dict = field(default_factory=dict)

    def values(self) -> dict:
        """Return the columns of an Entry: texts composed, without null bytes, facets sorted."""
        values = asdict(self)
        for name in ("title", "summary", "text", "names", "url"):
            values[name] = values[name].replace("\x00", "")
        for name in ("title", "summary", "text", "names"):
            values[name] = composed(values[name])
        values["audiences"] = sorted(set(self.audiences))
        values["languages"] = sorted(set(self.languages) or {self.language})
        values["facets"] = {
            name: sorted({str(value)[:80] for value in chosen if value not in ("", None)})
            for name, chosen in sorted({**self.facets, "language": values["languages"]}.items())
        }
        values["digest"] = digest(values)
        return values


def digest(values: dict) -> str:
    """Return the SHA-1 of the columns, equal exactly where they and the rules of writing are."""
    text = json.dumps({**values, "rules": RULES}, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def year_facet(date: datetime.date | None) -> list[str]:
    """Return the year as the facet's values."""
    return [str(date.year)] if date else []


_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u202f]+")
_BREAKS = re.compile(r"\s*\n\s*")


def tidy(text: str) -> str:
    """Return `text` with single spaces, one line a paragraph."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
