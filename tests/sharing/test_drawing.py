"""Cards are measured: every line within its box, every letter there, joined and spaced right."""

import io
import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from cms.sharing.drawing import FORMATS, CardContent, Look, MissingGlyph, colours, draw, typefaces
from cms.sharing.drawing.card import foot_height, lay_out
from cms.sharing.drawing.setting import fit

LOOK = Look("Alliance for Progress and Solidarity", "alliance.example.org", "#8f1d21")
PICTURED = Look(**{**vars(LOOK), "picture": Image.new("RGB", (800, 500), "#336699")})
LONG = "Déclaration sur l’architecture financière internationale et la dette " * 4
WORD = "Anticonstitutionnellement" * 8
ARABIC = "الحرية لجميع المعتقلين السياسيين"
CYRILLIC = "Олександр Шевченко"


@pytest.fixture(params=["raqm", "without"])
def engine(request, monkeypatch):
    """Both ways to shape text: Pillow's own, and that of machines without FriBiDi."""
    if request.param == "raqm" and not features.check("raqm"):
        pytest.skip("this machine has no FriBiDi")
    monkeypatch.setattr(typefaces, "shapes", lambda: request.param == "raqm")
    typefaces.run_width.cache_clear()
    yield
    typefaces.run_width.cache_clear()


def content(title, **fields) -> CardContent:
    return CardContent(language="fr", kind="Prise de position", title=title, **fields)


def assert_within(card, look, form):
    """Check that every line lies within the box of its block, and every block on the card."""
    blocks, picture = lay_out(card, look, form)
    for block in blocks:
        left, top, wide = block.box
        assert left >= form.margin
        assert left + wide <= form.width - form.margin + 1
        assert top >= 0
        assert top + block.setting.height <= form.height
        for line in block.setting.lines:
            setting = block.setting
            assert typefaces.width(line, setting.face, setting.size, setting.language) <= wide + 1
    *above, _name, _site = blocks
    assert all(one.box[1] + one.setting.height <= form.height - foot_height(form) for one in above)
    assert all(
        one.box[1] + one.setting.height <= other.box[1] for one, other in itertools.pairwise(above)
    )
    return blocks, picture


def letters(text: str) -> str:
    return "".join(text.split()).replace("-", "")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("title", ["Pain", LONG[:255], WORD[:200], ARABIC, f"Pour {CYRILLIC}"])
def test_nothing_is_cut_and_nothing_leaves_its_box(form, title):
    for look in (LOOK, PICTURED):
        blocks, _picture = assert_within(content(title, line="3 mai 2026 · Conseil"), look, form)
        assert letters("".join(blocks[1].setting.lines)) == letters(title)


def test_arabic_is_whole_whatever_shapes_it(engine):
    blocks, _picture = assert_within(content(f"Pour {ARABIC}, 2026"), LOOK, FORMATS["link"])
    assert letters("".join(blocks[1].setting.lines)) == letters(f"Pour {ARABIC}, 2026")


@settings(max_examples=12)
@given(
    st.text(
        st.sampled_from("abcdefghij ABC àçéñœŁőŞ 0123 — -’“”"),
        min_size=1,
        max_size=255,
    )
)
def test_any_latin_title_is_set_whole(text):
    title = unicodedata.normalize("NFC", " ".join(text.split())) or "x"
    blocks, _picture = assert_within(content(title), LOOK, FORMATS["link"])
    assert letters("".join(blocks[1].setting.lines)) == letters(title)


def test_a_card_has_its_size_and_the_colour_of_the_site():
    for form in FORMATS.values():
        card = Image.open(io.BytesIO(draw(content("Pain"), LOOK, form)))
        assert (card.format, card.size) == ("JPEG", (form.width, form.height))
        red, green, blue = card.getpixel((form.width // 2, 2))
        assert abs(red - 0x8F) + abs(green - 0x1D) + abs(blue - 0x21) < 12


def test_a_picture_gives_way_to_a_title_that_needs_its_room():
    form = FORMATS["link"]
    assert lay_out(content("Pain"), PICTURED, form)[1] is not None
    assert lay_out(content(LONG[:255]), PICTURED, form)[1] is None


def test_lines_are_even_and_leave_no_word_alone():
    title = "A just transition that leaves no worker, no region and no country at all behind"
    setting = fit(title, typefaces.SERIF, (84, 26), (1072, 400), "en")
    widths = [typefaces.width(line, setting.face, setting.size, "en") for line in setting.lines]
    assert len(widths) > 1
    assert " " in setting.lines[-1]
    assert min(widths) > 0.55 * max(widths)


def test_french_signs_stay_with_their_words():
    title = "Guerre au Soudan\u00a0: «\u202fCessez le feu\u202f!\u202f» Et après\u202f?"
    for wide in range(300, 1100, 40):
        setting = fit(title, typefaces.SERIF, (60, 40), (wide, 2000), "fr")
        for line in setting.lines:
            assert line[0] not in ":;!?»"
            assert line[-1] != "«"
        assert letters("".join(setting.lines)) == letters(title)


def test_the_space_before_a_french_sign_is_narrow():
    narrow, wide = (typefaces.width(f"a{space}!", typefaces.SERIF, 80, "fr") for space in "\u202f ")
    bare = typefaces.width("a!", typefaces.SERIF, 80, "fr")
    assert bare < narrow < wide


def ink(text: str, size: int = 60) -> bytes:
    """Return what is drawn of a line."""
    from PIL import ImageDraw

    image = Image.new("L", (900, 140))
    typefaces.draw_line(ImageDraw.Draw(image), (20, 90), text, typefaces.SERIF, size, "en", 255)
    return image.tobytes()


def test_arabic_letters_are_joined(engine):
    # Apart, kept so by a sign that forbids joining, they look otherwise.
    joined, apart = "محمد", "\u200c".join("محمد")
    assert ink(joined) != ink(apart)
    widths = [typefaces.width(text, typefaces.SERIF, 60, "en") for text in (joined, apart)]
    assert widths[0] != widths[1]


def test_arabic_runs_from_right_to_left_and_latin_around_it_does_not(engine):
    parts = typefaces.runs(f"for {ARABIC} and {CYRILLIC}", typefaces.SERIF)
    assert [(face, reverse) for _text, face, reverse in parts] == [
        (typefaces.SERIF, False),
        (typefaces.ARABIC, True),
        (typefaces.SERIF, False),
    ]
    # The first letter of the word stands at its right: the mask's right half changes with it.
    image, other = ink("بسس"), ink("سسب")
    assert image != other


def test_a_title_in_arabic_stands_at_the_right(engine):
    setting = fit(ARABIC, typefaces.SERIF, (60, 30), (900, 300), "en")
    assert setting.right_to_left
    assert not fit("Pain", typefaces.SERIF, (60, 30), (900, 300), "fr").right_to_left


@pytest.mark.parametrize("text", ["àâçéèêëîïôœùûüÿ ÀÉŒ", "áéíóúüñ¿¡ÁÑ", "ČŁőšžığŞ", CYRILLIC])
def test_every_letter_of_our_languages_and_members_has_its_glyph(text):
    for face in (typefaces.SERIF, typefaces.SANS, typefaces.BOLD):
        assert [char for char in text if not typefaces.has(face, char)] == []
    assert all(typefaces.has(typefaces.ARABIC, char) for char in ARABIC + "پچگی٣،؟")


def test_what_no_font_has_is_refused_and_never_left_out():
    with pytest.raises(MissingGlyph, match="中"):
        draw(content("Paix 中"), LOOK, FORMATS["link"])


@pytest.mark.parametrize("accent", ["#8f1d21", "#ffee00", "#f5f5f5", "#000000", "#1d8f5a"])
def test_text_can_be_read_on_any_accent(accent):
    for on_accent in (False, True):
        palette = colours.palette(accent, on_accent)
        for colour in (palette.title, palette.kind, palette.line):
            assert colours.contrast(colour, palette.ground) >= 4.5
