"""Spelling correction: words that no entry contains, replaced by known ones."""

from collections.abc import Callable, Iterable
from functools import partial

from search.analysis import fold_word, tokens
from search.engines.database import words
from search.models import Word
from search.projection import PUBLIC
from search.query import parse

# How many words of a query are corrected.
MOST_CORRECTED = 4
# Tells in how many entries that the reader may see each word stands.
Held = Callable[[Iterable[str]], dict[str, int]]


def corrected_query(
    text: str, language: str, audiences: frozenset[str], held: Held, using: str
) -> str | None:
    """Return `text` with words that nothing holds replaced by known ones, or None."""
    parsed = parse(text, language)
    asked = [word for word in parsed.exact if word.isalpha()]
    counts = held(asked) if asked else {}
    wrong = {word: fold_word(word) for word in asked if not counts[word]}
    wrong = dict(list(wrong.items())[:MOST_CORRECTED])
    similar = words.similar(wrong.values(), language, audiences <= {PUBLIC}, using=using)
    candidates = [one.word for some in similar.values() for one in some]
    often = held(candidates) if candidates else {}
    replaced = {}
    for word, folded in wrong.items():
        near = [one for one in similar.get(folded, ()) if often[one.word]]
        if near:
            nearest = words.edit_distance(folded, near[0].word, 2)
            same = [one for one in near if words.edit_distance(folded, one.word, 2) == nearest]
            replaced[word] = max(same, key=partial(_likely, folded, often)).written
    return _replace(parsed.shown, language, replaced) if replaced else None


def _likely(typed: str, often: dict[str, int], word: Word) -> tuple[bool, int]:
    # All letters, two of them swapped: that is how fingers err most.
    return sorted(word.word) == sorted(typed), often[word.word]


def has_unknown(text: str, language: str, audiences: frozenset[str], using: str) -> bool:
    """Return whether `text` holds a word that no text is remembered to hold: one question, which
    spares those that a correction asks."""
    asked = [fold_word(word) for word in parse(text, language).exact if word.isalpha()]
    return not words.are_known(asked, language, audiences <= {PUBLIC}, using)


def _replace(text: str, language: str, replaced: dict[str, str]) -> str:
    parts, done = [], 0
    for word in tokens(text, language):
        for token in word:
            if token.exact in replaced:
                parts += [text[done : token.start], replaced[token.exact]]
                done = token.end
    return "".join([*parts, text[done:]])
