"""What counts as translated: by letters, by difference, by a person's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import StringSegment, StringTranslation

from cms.publishing.content_checks import checks, errors
from cms.publishing.rules import draft_of
from cms.translation.completeness import untranslated, untranslated_texts
from cms.translation.language import Detected, detect, in_another_language, other_language
from cms.translation.marks import mark_same_in_page
from cms.translation.page_texts import has_words, letters, plain
from home.models import StatementPage
from tests.factories.pages import make_statement, translate
from tests.home.editing import colleague, start_translation

FRENCH = (
    "Le comité exécutif s’est réuni au printemps et a entendu les rapports de ses membres. Il "
    "demande que nul n’ait à craindre pour sa vie en raison de ce qu’il pense, et qu’aucun "
    "gouvernement ne cache à son peuple ce qu’il fait en son nom. Il invite toutes les "
    "organisations membres à écrire à leurs ambassades et à le dire dans leurs parlements."
)


@given(st.text(alphabet=" \n\t.,;:!?0123456789–—…«»()[]%€", max_size=20))
def test_what_has_no_letter_needs_no_translation(marks):
    assert not has_words(marks)


@given(st.text(alphabet="abcéñœ", min_size=1, max_size=12), st.sampled_from([" ", "-", ".", "’"]))
def test_letters_are_compared_without_case_marks_and_markup(word, mark):
    assert letters(f"{mark}{word.upper()}{mark} 12") == letters(word.upper())
    assert letters(plain(f"<b>{word}</b>")) == letters(word)
    assert has_words(word)


@pytest.mark.parametrize("address", ["https://example.org/a", "www.example.org", "a@example.org"])
def test_addresses_on_the_web_need_no_translation(address):
    assert not has_words(address)


@pytest.fixture
def begun(site):
    """The draft of a translation of two texts, its record, and the segments of these."""
    page = make_statement(title="Peace", text=("We stand.",), summary="")
    draft, record = start_translation(page, "fr")
    segments = StringSegment.objects.filter(source=record.source).exclude(context__path="slug")
    return draft, record, {segment.string.data: segment for segment in segments}


def write(record, segment, data, kind="manual"):
    StringTranslation.objects.update_or_create(
        locale=record.target_locale,
        translation_of=segment.string,
        context=segment.context,
        defaults={"data": data, "translation_type": kind},
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "kind", "done"),
    [
        ("Paix", "manual", True),
        ("Paix", "machine", False),
        ("Peace", "manual", False),
        (" PEACE! ", "manual", False),
        ("", "manual", False),
        ("  ", "manual", False),
        (".", "manual", False),
        ("2024", "manual", False),
    ],
)
def test_a_translation_counts(begun, data, kind, done):
    _draft, record, segments = begun
    write(record, segments["Peace"], data, kind)
    write(record, segments["We stand."], "Nous voici.")
    assert untranslated_texts(record) == ([] if done else ["Peace"])


@pytest.mark.django_db
def test_a_person_may_say_that_a_text_stays_the_same(begun):
    draft, record, segments = begun
    write(record, segments["Peace"], "Peace")
    write(record, segments["We stand."], "Nous voici.")
    record.save_target(publish=False)
    page = StatementPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert untranslated(page) == ["Peace"]
    mark_same_in_page(page=page, text="Peace", user=None)
    assert untranslated(page) == []
    assert untranslated_texts(record) == []


@pytest.mark.django_db
def test_what_is_asked_of_a_page_is_what_it_would_say(site):
    english = make_statement(title="Peace", text=("We stand.", "Write to us."))
    french = translate(english, "fr", live=False, title="Paix")
    assert untranslated(french) == []
    french.body[1].value.source = "<p>Write to us</p>"
    french.body = french.body
    assert untranslated(french) == ["Write to us."]
    assert untranslated(english) == []


@pytest.mark.django_db
def test_a_draft_of_a_live_translation_leaves_what_readers_get(begun, roles):
    draft, record, segments = begun
    for text, segment in segments.items():
        write(record, segment, {"Peace": "Paix", "We stand.": "Nous voici."}[text])
    record.save_target(user=colleague("coordinators"), publish=True)
    write(record, segments["Peace"], "La paix")
    record.save_target(user=colleague("translators"), publish=False)
    page = StatementPage.objects.get(pk=draft.pk)
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Paix", True)
    assert page.get_latest_revision_as_object().title == "La paix"


def test_a_text_is_known_by_its_language():
    assert detect(FRENCH) == Detected("fr", sure=True)
    assert detect(FRENCH[:100]) == Detected("fr", sure=False)
    assert detect("La paix pour tous") is None


@pytest.mark.django_db
def test_a_page_in_the_wrong_language_is_known(site):
    long = make_statement(live=False, title="Le comité", text=(FRENCH,))
    assert other_language(long) == Detected("fr", sure=True)
    assert other_language(make_statement("fr", title="Le comité", text=(FRENCH,))) is None


@pytest.mark.django_db
def test_a_short_text_in_another_language_is_a_warning(site):
    short = "Nous demandons la paix et la liberté pour tous les peuples du monde."
    page = make_statement(live=False, title="Une déclaration", text=(short,), summary="")
    found = [one.text for one in checks(page)]
    assert "The text seems to be in Français; the page is in English." in found
    assert not errors(page)
    assert in_another_language(draft_of(page)) == []
