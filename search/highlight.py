"""Snippets of a result with the words of the query marked; everything else is escaped."""

import re
from collections.abc import Iterable
from functools import cached_property
from heapq import nlargest

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import BEGINNINGS, Token, fold_word, stem, tokens
from search.query import Parsed
from search.writing import even

SNIPPET = 280
# How much around a found word may be its sentence, and how many sentences are looked at closely.
_REACH = 400
_MOST_SENTENCES = 60
# How many letters of a word are looked for as its beginning.
_BEGINNING = BEGINNINGS[-1]

# One letter for one, so that places in the text stay what they are.
_FLAT = {chr(code): base for code in range(0xC0, 0x250) if len(base := fold_word(chr(code))) == 1}
_FOREIGN = re.compile(r"[\u00c0-\u024f]")
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"')\]]*\s+|\n+")
# What may stand between two letters of a word: the hyphen of a compound, accents written apart.
_BETWEEN = "[-'’‐‑\u00ad\u200b-\u200d\u0300-\u036f]*"
_JOINED = {"oe": "(?:oe|œ)", "ae": "(?:ae|æ)"}


class Matcher:
    """Knows which words of a text a query found.

    `only_begun` is for what shares no more than the beginnings of words with the query.
    """

    def __init__(self, parsed: Parsed, more: Iterable[str] = (), *, only_begun: bool = False):
        self.language = parsed.language
        self._parsed = parsed
        self.needs_words = parsed.needs_words
        self.stems = frozenset(parsed.words.stems)
        self.exact = frozenset(parsed.exact)
        for text in more:
            found = [t for word in tokens(text, self.language) for t in word if not t.is_stop]
            self.stems |= {stem(fold_word(token.exact), self.language) for token in found}
            self.exact |= {token.exact for token in found}
        bare = {fold_word(word) for word in self.exact}
        typed = {fold_word(word) for word in parsed.typed}
        typed = {word for word in typed if len(word) >= BEGINNINGS[0]}
        self.begun = tuple(parsed.beginnings if only_begun else sorted(typed))
        # What a sentence scores that holds everything.
        self.most = _worth(self.stems | {stem(word, self.language) for word in bare})
        self._finder = _finder(self.stems | bare)

    @cached_property
    def of_beginnings(self) -> "Matcher":
        """The matcher for texts that share no more than beginnings of words with the query."""
        return Matcher(self._parsed, only_begun=True)

    def holds_a_word(self, text: str) -> bool:
        """Return whether `text` holds a word that was looked for, and not only its beginning; also
        where no word was looked for."""
        if self._finder is None:
            return True
        return any(
            self._is_word(token.exact, token.is_stop)
            for start, end in self.sentences(text)
            for word in tokens(text[start:end], self.language)
            for token in (*word, *_compound(word))
        )

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return begin, end and stem of each word of `text` that was looked for.

        A compound whose parts were typed as one word is one.
        """
        found = []
        for word in tokens(text, self.language):
            whole = "".join(token.exact for token in word)
            if len(word) > 1 and (stemmed := self._found(whole, is_stop=False)):
                found.append((word[0].start, word[-1].end, stemmed))
                continue
            for token in word:
                if stemmed := self._found(token.exact, token.is_stop):
                    found.append((token.start, token.end, stemmed))
        return found

    def _is_word(self, exact: str, is_stop: bool) -> bool:
        stemmed = stem(fold_word(exact), self.language)
        return exact in self.exact or (not is_stop and stemmed in self.stems)

    def _found(self, exact: str, is_stop: bool) -> str:
        """Return the stem of a word if it was looked for, else nothing."""
        bare = fold_word(exact)
        stemmed = stem(bare, self.language)
        if self._is_word(exact, is_stop):
            return stemmed
        return stemmed if bare.startswith(self.begun) and not is_stop else ""

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return begin and end of the sentences of a text that may hold most of what was looked
        for, as they follow each other."""
        found: list[tuple[int, int, set[str]]] = []
        if self._finder is None:
            return []
        end = 0
        for match in self._finder.finditer(_flat(even(text, self.language))):
            if not found or match.start() >= end:
                start, end = _sentence(text, match.start(), end)
                found.append((start, end, set()))
            found[-1][2].add(match[0])
        best = nlargest(_MOST_SENTENCES, found, key=lambda one: _worth(one[2]))
        return sorted((start, end) for start, end, _words in best)


def _compound(word: list[Token]) -> list[Token]:
    """Return a compound as one word, nothing where it is no compound."""
    if len(word) < 2:
        return []
    return [Token(word[0].start, word[-1].end, "".join(one.exact for one in word), is_stop=False)]


def _flat(text: str) -> str:
    """Return `text` in small letters without accents; str.translate takes five times as long."""
    flat = _FOREIGN.sub(lambda match: _FLAT.get(match[0], match[0]), text).lower()
    return flat if len(flat) == len(text) else text


def _finder(words: Iterable[str]) -> re.Pattern | None:
    starts = {word[: max(3, len(word) - 2)][:_BEGINNING] for word in words if word}
    # What begins like a shorter one is found by that.
    starts = {one for one in starts if not any(one[:end] in starts for end in range(1, len(one)))}
    if not starts:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(_pattern(one) for one in sorted(starts))})")


def _pattern(start: str) -> str:
    pieces = re.findall("oe|ae|.", start)
    return _BETWEEN.join(_JOINED.get(piece, re.escape(piece)) for piece in pieces)


def mark(text: str, matcher: Matcher) -> SafeString:
    """Return `text` escaped, what was found in <mark>; neighbours share one."""
    parts, done, is_open = [], 0, False
    for start, end, _stem in matcher.spans(text):
        between = text[done:start]
        if is_open and between.strip(" -'’") == "" and "\n" not in between:
            parts.append(escape(between))
        else:
            parts.append(("</mark>" if is_open else "") + escape(between) + "<mark>")
            is_open = True
        parts.append(escape(text[start:end]))
        done = end
    parts.append("</mark>" if is_open else "")
    parts.append(escape(text[done:]))
    return mark_safe("".join(parts))


def snippet(text: str, summary: str, matcher: Matcher) -> SafeString:
    """Return the sentence of `text` that holds most of what was looked for, else the summary."""
    best, best_score = "", 0.0
    for start, end in matcher.sentences(text):
        sentence = text[start:end].strip()
        score = _score(matcher.spans(sentence))
        if score > best_score:
            best, best_score = sentence, score
        if score >= matcher.most:
            break
    if best_score <= _score(matcher.spans(summary)) or not best:
        best = summary or best or _opening(text)
    return mark(_cut(best, matcher), matcher)


def _score(spans: list[tuple[int, int, str]]) -> float:
    # Many different words count most; then their length, for long words say more.
    return _worth({word for _start, _end, word in spans})


def _worth(words: Iterable[str]) -> float:
    return sum(1 + min(len(word), 10) / 20 for word in words)


def _sentence(text: str, place: int, after: int) -> tuple[int, int]:
    """Return begin and end of the sentence around a place; the one before ended at `after`."""
    start = max(after, place - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, place)]
    start = ends[-1] if ends else (start if start == after else _next_word(text, start, place))
    match = _SENTENCE_END.search(text, place, min(len(text), place + _REACH))
    end = match.end() if match else min(len(text), place + _REACH)
    return start, end


def _next_word(text: str, start: int, place: int) -> int:
    space = text.find(" ", start, place)
    return space + 1 if space >= 0 else start


def _opening(text: str) -> str:
    return text[: SNIPPET + 1]


def _cut(sentence: str, matcher: Matcher) -> str:
    """Return the part of a long sentence that holds the first thing found."""
    sentence = " ".join(sentence.split())
    if len(sentence) <= SNIPPET:
        return sentence
    spans = matcher.spans(sentence)
    first = spans[0][0] if spans else 0
    start = 0 if first < SNIPPET // 2 else _next_word(sentence, first - SNIPPET // 3, first)
    end = start + SNIPPET
    if end < len(sentence):
        cut = sentence.rfind(" ", start, end)
        end = cut if cut > first else end
    before = "… " if start else ""
    after = " …" if end < len(sentence) else ""
    return before + sentence[start:end].strip() + after
