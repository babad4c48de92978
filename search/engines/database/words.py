"""The words that texts hold, to correct what people type."""

from collections.abc import Iterable

from django.db.models import Q

from search.analysis import LONGEST_WORD, fold_word, tokens
from search.models import Entry, Word

SHORTEST = 3
_SHORT = 5
# How many candidates are looked at more closely.
MOST_CANDIDATES = 12


def learn(entries: Iterable[Entry], using: str) -> None:
    """Remember the words of entries that are not known yet."""
    found: dict[tuple[str, bool, str], str] = {}
    for entry in entries:
        for text in (entry.title, entry.summary, entry.text, entry.names):
            for word in tokens(text, entry.language):
                for token in word:
                    _note(found, entry, token, text[token.start : token.end])
    for language, is_open in {key[:2] for key in found}:
        words = {
            key[2]: written for key, written in found.items() if key[:2] == (language, is_open)
        }
        rows = Word.objects.using(using).filter(language=language, is_open=is_open)
        asked = sorted(words)
        known: set[str] = set()
        for start in range(0, len(asked), 500):
            part = asked[start : start + 500]
            known.update(rows.filter(word__in=part).values_list("word", flat=True))
        new = [
            Word(
                language=language,
                is_open=is_open,
                word=word,
                written=written,
                head=word[:2],
                tail=word[-3:],
            )
            for word, written in words.items()
            if word not in known
        ]
        Word.objects.using(using).bulk_create(new, ignore_conflicts=True, batch_size=500)


def _note(found: dict, entry: Entry, token, written: str) -> None:
    if token.is_stop or not token.exact.isalpha() or not SHORTEST <= len(token.exact) < 30:
        return
    key = (entry.language, entry.is_open, fold_word(token.exact))
    # A word within a sentence shows how it is written; at its beginning all are capitalised.
    if key not in found or (written.islower() and not found[key].islower()):
        found[key] = written[:LONGEST_WORD]


def are_known(asked: Iterable[str], language: str, public_only: bool, using: str) -> bool:
    """Return whether texts have held each folded word, as far as words are remembered."""
    asked = {word for word in asked if SHORTEST <= len(word) < 30}
    rows = Word.objects.using(using).filter(language=language, word__in=asked)
    if public_only:
        rows = rows.filter(is_open=True)
    return not asked or rows.values("word").distinct().count() == len(asked)


def similar(
    asked: Iterable[str], language: str, public_only: bool, using: str
) -> dict[str, list[Word]]:
    """Return for each folded word the known ones that are spelt nearly like it, nearest first."""
    asked = [word for word in asked if SHORTEST <= len(word) < 30]
    if not asked:
        return {}
    likely = Q(head__in={word[:2] for word in asked}) | Q(tail__in={word[-3:] for word in asked})
    for word in asked:
        # An error in so short a word touches both its ends.
        if len(word) < _SHORT:
            likely |= Q(head__startswith=word[0])
    rows = Word.objects.using(using).filter(likely, language=language)
    if public_only:
        rows = rows.filter(is_open=True)
    near: dict[str, list[tuple]] = {word: [] for word in asked}
    for row in rows.iterator(chunk_size=2000):
        for word in asked:
            allowed = 1 if len(word) < 6 else 2
            if row.word == word:
                continue
            if abs(len(row.word) - len(word)) <= allowed:
                distance = edit_distance(word, row.word, allowed)
                if distance <= allowed:
                    near[word].append((distance, row.word[0] != word[0], len(near[word]), row))
    return {word: _nearest(found) for word, found in near.items()}


def _nearest(near: list[tuple]) -> list[Word]:
    near.sort(key=lambda one: one[:3])
    unique = {row.word: row for _d, _f, _n, row in reversed(near)}
    return [row for *_rest, row in near if unique[row.word] is row][:MOST_CANDIDATES]


def edit_distance(first: str, second: str, most: int) -> int:
    """Return how many letters differ, a swap counting once; `most` + 1 where it is more."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        following = [i]
        for j, b in enumerate(second, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return most + 1
        before, row = row, following
    return row[-1]
