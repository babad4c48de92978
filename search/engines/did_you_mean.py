"""Spelling correction: words that no entry contains, replaced by known ones."""

from collections.abc import Callable, Iterable

from search.analysis import fold_word, tokens
from search.engines.database import words
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
            replaced[word] = max(same, key=lambda one: often[one.word]).written
    return _replace(parsed.shown, language, replaced) if replaced else None


def _replace(text: str, language: str, replaced: dict[str, str]) -> str:
    parts, done = [], 0
    for word in tokens(text, language):
        for token in word:
            if token.exact in replaced:
                parts += [text[done : token.start], replaced[token.exact]]
                done = token.end
    return "".join([*parts, text[done:]])
