"""In which letters a text is written, told from its bytes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.encodings import UnknownEncoding, decode

TEXTS = (
    "Déclaration sur l’égalité : « à Genève, où l’été fut très chaud », n° 3",
    "¿Qué pasó en España? El año próximo habrá una reunión de la organización.",
    "code;label_fr\nSN;Sénégal\nCI;Côte d'Ivoire\n",
    "Élan;FRANÇAIS;Ñuñoa;über",
    "Une fenêtre ouverte",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"],
)
def test_a_text_is_read_in_its_own_letters(text, encoding):
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        # The command line of Windows had no curly apostrophe.
        data = (text := text.replace("’", "'")).encode(encoding)
    assert decode(data) == text


SPELLED = "été forêt français où señor niño corazón über naïve garçon élève fenêtre"
WORDS = st.lists(st.sampled_from(SPELLED.split()), min_size=1, max_size=8)


@given(WORDS, st.sampled_from(["cp1252", "mac_roman", "cp850", "utf-8", "utf-16"]))
def test_words_are_never_read_as_others(words, encoding):
    text = " ".join(words)
    with suppress(UnknownEncoding):
        assert decode(text.encode(encoding)) == text


GARBAGE = (b"a\nb \x81\x8d\x90\x9d\xdd\xb0 c\n", b"x\n\xc3\xb0\x81 \xb1\xb2\xb3")


@pytest.mark.parametrize("data", GARBAGE)
def test_what_makes_no_words_is_refused_with_its_line(data):
    with pytest.raises(UnknownEncoding) as caught:
        decode(data)
    assert caught.value.line == 2
