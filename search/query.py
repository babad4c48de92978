"""Parses a query: words, quoted phrases, words to leave out."""

import re
from dataclasses import dataclass

from search.analysis import LONGEST_WORD, Words, analyse, beginnings, fold_word, stem, tokens
from search.writing import composed

# What is typed beyond this is not read.
LONGEST_QUERY = 200
MOST_WORDS = 24
FEW_WORDS = 3

# What begins a quotation, and what then ends it; others within are no signs.
_PAIRS = '"" ＂＂ “” ”” „“ „” «» »« ‹› ›‹ ‘’'
_CLOSING: dict[str, str] = {}
for _opens, _closes in _PAIRS.split():
    _CLOSING[_opens] = _CLOSING.get(_opens, "") + _closes
QUOTES = "".join(sorted(set(_PAIRS) - {" "}))
_QUOTE = re.compile(rf"(?<=\w)[‘’](?=\w)|[{QUOTES}]")
# Single ones are quotes only around words: an apostrophe is none.
_DOUBLE = str.maketrans(dict.fromkeys(QUOTES.translate(str.maketrans("", "", "‘’")), '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Parsed:
    """A query in the words of the analysis; `shown` is the text without what is left out."""

    language: str
    shown: str
    words: Words
    # Folded words worth looking for: without stop words, unless there is nothing else.
    exact: list[str]
    # Each phrase as folded words in their order; all of them must be there.
    phrases: list[list[str]]
    # Stems that must not be there, the folded words they come from, and phrases that must not.
    without: list[str]
    without_words: list[str]
    without_phrases: list[list[str]]
    is_blank: bool

    @property
    def typed(self) -> list[str]:
        """The words worth looking for as they were typed, compounds in their parts alone."""
        every = set(folded(self.shown, self.language))
        return [word for word in self.exact if word in every]

    @property
    def beginnings(self) -> list[str]:
        """The longest beginning of each typed word: what shares less with it is another word.

        Of words up to seven letters the last may differ: Grèce and grecs share four of five.
        """
        bare = (fold_word(word) for word in self.typed)
        found = (beginnings(word[:-1]) or beginnings(word) for word in bare)
        return [some[-1] for some in found if some]

    @property
    def needs_words(self) -> bool:
        """Whether what shares beginnings of words alone comes last: of a long question several of
        them say something, of a few words they do not."""
        return bool(self.beginnings) and len(self.typed) <= FEW_WORDS

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be looked for, though something was typed."""
        return not (self.is_blank or self.exact or self.without or self.without_phrases)


def clean(text: str) -> str:
    """Return what was typed as it is read and shown: one line, no control characters, not long."""
    text = composed(text[:LONGEST_QUERY])
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def parse(text: str, language: str) -> Parsed:
    """Return `text` parsed; no string is an error."""
    text = _one_quote(clean(text))
    kept, phrases, without, without_phrases = [], [], [], []
    for piece in _PIECE.finditer(text):
        typed = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        found = folded(typed, language)
        if not found:
            continue
        if not piece["minus"]:
            kept.append(typed)
        if piece["phrase"] is not None and len(found) > 1:
            (without_phrases if piece["minus"] else phrases).append(found)
        elif piece["phrase"] is not None and not piece["minus"]:
            phrases.append(found)
        elif piece["minus"]:
            without.extend(found)
    shown = " ".join(kept)
    words, exact = _words(shown, language)
    return Parsed(
        language=language,
        shown=shown,
        words=words,
        exact=exact,
        phrases=phrases[:8],
        without=[stem(fold_word(word), language) for word in without[:MOST_WORDS]],
        without_words=without[:MOST_WORDS],
        without_phrases=without_phrases[:8],
        is_blank=not text,
    )


def _one_quote(text: str) -> str:
    """Return `text` with the outermost quotation marks as ", and none within them.

    Where one is left open, which ends what is anybody's guess: all count as ".
    """
    closing, done, parts = [], 0, []
    for match in _QUOTE.finditer(text):
        sign, start = match[0], match.start()
        if len(closing) and sign in closing[-1] and not (sign == "’" and _goes_on(text, start)):
            closing.pop()
            replaced = " " if closing else '"'
        elif sign == "’" or (sign == "‘" and start and text[start - 1].isalnum()):
            continue
        elif sign in _CLOSING:
            replaced = " " if closing else '"'
            closing.append(_CLOSING[sign])
        else:
            continue
        parts += [text[done:start], replaced]
        done = match.end()
    if closing:
        return text.translate(_DOUBLE)
    return "".join([*parts, text[done:]])


def _goes_on(text: str, place: int) -> bool:
    return text[place + 1 : place + 2].isalnum()


def folded(text: str, language: str) -> list[str]:
    """Return the folded words of `text` in their order, at most MOST_WORDS."""
    found = [token.exact for word in tokens(text, language) for token in word]
    return found[:MOST_WORDS]


def _words(text: str, language: str) -> tuple[Words, list[str]]:
    words = analyse(text, language)
    every = [token for word in tokens(text, language) for token in word]
    exact = [token.exact for token in every if not token.is_stop]
    # A query of common words alone, "who are we", looks for just these.
    exact = _few(exact or [token.exact for token in every])
    compounds = words.exact[len(every) :]
    few = Words(
        stems=_few(words.stems),
        exact=_few(words.exact),
        pairs=_few(words.pairs),
        prefixes=_few(words.prefixes, 3),
    )
    return few, _few([*exact, *(word[:LONGEST_WORD] for word in compounds)])


def _few(words: list[str], each: int = 1) -> list[str]:
    return list(dict.fromkeys(words))[: MOST_WORDS * each]
