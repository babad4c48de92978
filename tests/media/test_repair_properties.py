"""What must hold of any text: sound text is left, damage done is undone, twice is once."""

from functools import cache
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.media.repair import repair, repair_report
from cms.media.repair.dictionary import load

LANGUAGES = ["en", "fr", "es"]
SIZE = settings(max_examples=40, deadline=None)

# How a font's map was broken: each sign stands where the letters were.
MAPS = {
    "signs": {"tt": "A", "ti": "+"},
    "symbols": {"tt": "=", "ti": "&"},
    "private": {"tti": "\ue003", "tt": "\ue001", "ti": "\ue002", "ff": "\ue004", "fi": "\ue005"},
    "letters": {"tt": "Ʃ", "ti": "Ɵ", "ft": "Ō"},
}

# Words that make the map of a document plain, whatever comes with them.
PLAIN = {
    "en": "nation action attack better letter question matter pattern position artistic left "
    "software after craft often effort effect difficult office official finally figure define "
    "specific profit attitude petting",
    "fr": "action nation question combattre lettre mettre politique partie battre "
    "effort effet office officiel enfin confiance attitude affaire",
    "es": "partido política activo sentido cantidad motivo confianza edificio afición",
}


def damage(text: str, signs: dict[str, str]) -> str:
    for letters, sign in signs.items():
        text = text.replace(letters, sign)
    return text


@cache
def by_frequency(language: str) -> list[str]:
    """Return all words of a language, the commonest first."""
    words = load(language).words
    return sorted(words, key=words.__getitem__, reverse=True)


@cache
def common_words(language: str, name: str, shortest: int = 4) -> list[str]:
    """Return words of which enough is left when they are damaged, the commonest first."""
    signs = MAPS[name]
    chosen = (
        word
        for word in by_frequency(language)
        if len(word) >= shortest
        and word.isalpha()
        and sum(char not in signs.values() for char in damage(word, signs)) >= 2
        and not (language == "es" and any(pair in word for pair in ("tt", "ff", "ft")))
    )
    return list(islice(chosen, 15_000))


@cache
def sound_texts(language: str) -> st.SearchStrategy[str]:
    words = st.sampled_from(sorted(load(language).words))
    capitalised = words.map(str.capitalize)
    acronyms = st.text("ABCDEFGHILMNOPRSTU", min_size=2, max_size=6)
    numbers = st.one_of(
        st.integers(0, 2100).map(str),
        st.builds("{}{}".format, st.integers(1, 999), st.sampled_from(["%", " %", " €", "e", "°"])),
        st.builds("{}-{}".format, acronyms, st.integers(1, 99)),
        st.builds("{}+{}".format, acronyms, st.integers(1, 99)),
        st.builds("+{} {}".format, st.integers(1, 99), st.integers(100, 99999)),
        acronyms.map("{}+".format),
    )
    token = st.one_of(words, words, words, capitalised, acronyms, numbers)
    separator = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", " – ", "; ", " (", ") ", "\t"])
    pieces = st.lists(st.tuples(token, separator), max_size=40)
    return pieces.map(lambda items: "".join(part for item in items for part in item))


@pytest.mark.parametrize("language", LANGUAGES)
class TestProperties:
    @SIZE
    @given(data=st.data())
    def test_sound_text_is_left(self, language, data):
        text = data.draw(sound_texts(language))
        assert repair(text, language) == text

    @SIZE
    @given(data=st.data())
    def test_sound_text_is_left_in_a_damaged_document(self, language, data):
        text = data.draw(sound_texts(language))
        damaged = damage(PLAIN[language], MAPS["signs"])
        assert repair(f"{damaged}\n{text}", language) == f"{PLAIN[language]}\n{text}"

    @SIZE
    @given(data=st.data(), name=st.sampled_from(sorted(MAPS)))
    def test_damage_done_is_undone(self, language, data, name):
        words = data.draw(st.lists(st.sampled_from(common_words(language, name)), max_size=40))
        text = " ".join([PLAIN[language], *words])
        assert repair(damage(text, MAPS[name]), language) == text

    @SIZE
    @given(data=st.data(), name=st.sampled_from(sorted(MAPS)))
    def test_twice_is_once(self, language, data, name):
        sound = data.draw(sound_texts(language))
        other = data.draw(st.text("aeiorstn +9A=&'-.\n", max_size=200))
        once = repair(damage(sound, MAPS[name]) + other, language)
        assert repair(once, language) == once

    @pytest.mark.parametrize("name", sorted(MAPS))
    def test_all_common_words_survive(self, language, name):
        words = common_words(language, name, shortest=5)
        mended = repair(damage(" ".join(words), MAPS[name]), language).split()
        wrong = [(word, got) for word, got in zip(words, mended, strict=True) if word != got]
        assert wrong == []


@SIZE
@given(st.text(max_size=300), st.sampled_from([None, *LANGUAGES, "de"]))
def test_any_text_at_all(text, language):
    report = repair_report(text, language)
    assert repair(report.text, language) == report.text
    assert report.text.count("\n") == text.count("\n")
    assert (report.changed == 0) == (report.text == text) == (not report.substitutions)
