"""What both databases look for: terms in columns, and what must or must not be there."""

from dataclasses import dataclass, field

from search.analysis import Words, analyse
from search.models import Entry
from search.query import Parsed

# Each kind of word weighs the same; that a word stands in the title as well says half as much.
WEIGHTS = {"stems": 1.0, "exact": 1.0, "pairs": 1.0, "prefixes": 1.0, "title": 0.5}
COLUMNS = tuple(WEIGHTS)
# What shares no more than beginnings of words comes after all that holds a word.
BEGUN = 0.001


@dataclass(frozen=True)
class Term:
    """A word, or several in this order, in a column."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Any of `terms`, all of `phrases`, none of `without`; the terms make the score."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    # The longest beginnings of words: what shares no word, and less than these, is not found; what
    # shares no more than these comes last. None where that does not matter.
    begun: tuple[Term, ...] = ()

    @property
    def firm(self) -> tuple[Term, ...]:
        """The terms that are words, not beginnings of words."""
        return tuple(term for term in self.terms if term.column != "prefixes")


@dataclass(frozen=True)
class Row:
    """An entry as the index holds it."""

    entry_id: int
    version: int
    language: str
    is_open: bool
    columns: dict[str, list[str]] = field(default_factory=dict)


def wanted(parsed: Parsed, synonyms: list[str]) -> Wanted:
    """Return what a query looks for."""
    words = parsed.words
    terms = [
        *(Term("stems", (word,)) for word in words.stems),
        *(Term("exact", (word,)) for word in parsed.exact),
        *(Term("pairs", (word,)) for word in words.pairs),
        *(Term("prefixes", (word,)) for word in words.prefixes),
        *(Term("title", (word,)) for word in parsed.exact),
    ]
    for synonym in synonyms:
        stems = tuple(analyse(synonym, parsed.language).stems)
        if stems:
            terms.append(Term("stems", stems))
    return Wanted(
        terms=tuple(dict.fromkeys(terms)),
        phrases=tuple(Term("exact", tuple(phrase)) for phrase in parsed.phrases),
        without=(
            *(Term("stems", (word,)) for word in parsed.without),
            *(Term("exact", tuple(phrase)) for phrase in parsed.without_phrases),
        ),
        begun=tuple(
            Term("prefixes", (word,))
            for word in dict.fromkeys(parsed.beginnings if parsed.needs_words else ())
        ),
    )


def row(entry: Entry) -> Row:
    """Return an entry analysed."""
    words: Words = analyse(entry.searched, entry.language)
    return Row(
        entry_id=entry.pk,
        version=entry.version,
        language=entry.language,
        is_open=entry.is_open,
        columns={
            "stems": words.stems,
            "exact": words.exact,
            "pairs": words.pairs,
            "prefixes": words.prefixes,
            "title": analyse(entry.title, entry.language).exact,
        },
    )
