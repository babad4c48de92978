"""How Elasticsearch reads texts: analyzers per language, made of what ships with it.

The lists of stop words, elided articles and spellings are those of the database engines, so that
both engines understand a text alike.
"""

from dataclasses import dataclass

from elasticsearch.dsl import analyzer, char_filter, token_filter
from elasticsearch.dsl.analysis import Analyzer

from search.analysis import ELIDED
from search.spelling_variants import spellings
from search.stopwords import STOP_WORDS
from search.writing import PERCENT

# Two stemmers a language, where there are two: they err on different words.
STEMMERS = {
    "de": ("german2", "light_german"),
    "en": ("english", "light_english"),
    "es": ("spanish", "light_spanish"),
    "fr": ("french", "light_french"),
    "it": ("italian", "light_italian"),
    "nl": ("dutch", "dutch"),
    "pt": ("portuguese", "light_portuguese"),
}
# A Cyrillic letter, which folding leaves alone, keeps año from becoming ano.
OWN_LETTERS = {"es": ("ñ=>н", "Ñ=>н", "n\u0303=>н", "N\u0303=>н")}
_APOSTROPHES = ("’=>'", "‘=>'", "ʼ=>'")
_WITHIN_WORDS = ("\u00ad=>", "\u200b=>", "\u200c=>", "\u200d=>", "_=>\\u0020")
# A narrow space would be a part of the number or word before it.
_NARROW = "\u202f=>\\u0020"
_PERCENT = f"%=>\\u0020{PERCENT}\\u0020"
_NAMES_ELIDED = ("d", "l")
# A verb in -ise that is the British spelling of one in -ize.
_ISE = r"^(?!{})(\w{{3,}}[^aeou]i)s(e|ed|es|er|ers|ing|ation|ations|ational)$"


@dataclass(frozen=True)
class Analyzers:
    """The analyzers of one language, by what they keep of a text."""

    stem: Analyzer
    light: Analyzer
    exact: Analyzer
    pairs: Analyzer
    prefixes: Analyzer


def analyzers(language: str) -> Analyzers:
    """Return the analyzers of `language`; one without a stemmer keeps words as they are."""
    base = language.split("-")[0]
    split = [_letters(), *_acronyms()]
    words = ["lowercase", _elision(base)]
    folded = [*words, "asciifolding"]
    content = [*folded, _stop(base), *_spelling(base)]
    snowball, light = STEMMERS.get(base, ("", ""))
    own = (
        [char_filter(f"{base}_own", "mapping", mappings=list(OWN_LETTERS[base]))]
        if (base in OWN_LETTERS)
        else []
    )

    def made(name: str, filters: list, more: list = ()) -> Analyzer:
        return analyzer(
            f"{base}_{name}",
            tokenizer="standard",
            char_filter=[*split, *more],
            filter=filters,
        )

    stems = [*content, *_stemmer(snowball)]
    return Analyzers(
        stem=made("stem", stems),
        light=made("light", [*content, *_stemmer(light)]),
        exact=made("exact", [*folded, *_possessive(base)], own),
        # With the common words: neighbours that they part are none.
        pairs=made("pairs", [*folded, *_stemmer(snowball), _pairs()]),
        prefixes=made("prefixes", [*content, _beginnings()]),
    )


def _letters():
    mappings = [*_APOSTROPHES, *_WITHIN_WORDS, _NARROW, _PERCENT]
    return char_filter("letters", "mapping", mappings=mappings)


def _acronyms() -> list:
    """Read O.N.U. as ONU, and example.org as two words."""
    return [
        char_filter(
            "acronyms",
            "pattern_replace",
            pattern=r"(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))",
            replacement="",
        ),
        char_filter("dots", "pattern_replace", pattern=r"(?<=\p{L})\.(?=\p{L})", replacement=" "),
    ]


def _elision(base: str):
    articles = sorted(ELIDED.get(base, _NAMES_ELIDED))
    return token_filter(f"{base}_elision", "elision", articles=articles, articles_case=True)


def _stop(base: str):
    return token_filter(f"{base}_stop", "stop", stopwords=sorted(STOP_WORDS.get(base, ())))


def _stemmer(name: str) -> list:
    return [token_filter(name, "stemmer", language=name)] if name else []


def _possessive(base: str) -> list:
    return _stemmer("possessive_english") if base == "en" else []


def _spelling(base: str) -> list:
    if base != "en":
        return []
    rules, not_ize = spellings()
    return [
        *_possessive(base),
        token_filter("british_words", "synonym", synonyms=rules, lenient=True),
        token_filter(
            "british_verbs",
            "pattern_replace",
            pattern=_ISE.format("|".join(f"{start}s" for start in not_ize)),
            replacement="$1z$2",
        ),
    ]


def _pairs():
    return token_filter(
        "pairs",
        "shingle",
        min_shingle_size=2,
        max_shingle_size=2,
        output_unigrams=False,
    )


def _beginnings():
    return token_filter("beginnings", "edge_ngram", min_gram=4, max_gram=6)
