"""Withdrawn, superseded, corrected: facts of a text, which hold in all its languages at once."""

import datetime
import json
import re
import uuid

import pytest

from home.models import StatementIndexPage, StatementPage
from tests.factories.pages import make_statement, section, translate
from tests.home.editing import published

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 1, 1)
WITHDRAWN = {"withdrawn_on": DAY, "withdrawal_reason": "The figures were wrong."}


def correction(note: str, day: datetime.date = DAY, key: str = "") -> list[dict]:
    """Return one correction as the data of a page."""
    value = {"date": day.isoformat(), "note": note}
    return [{"type": "correction", "value": value, "id": key or str(uuid.uuid4())}]


def again(page) -> StatementPage:
    return StatementPage.objects.get(pk=page.pk)


def in_list(page) -> StatementPage:
    return StatementPage.objects.cards().get(pk=page.pk)


@pytest.fixture
def pair(site):
    """A text and its translation, both published."""
    page = make_statement(title="Peace")
    return page, translate(page, "fr", title="Paix")


def withdraw(page, **fields):
    page = again(page)
    for name, value in (WITHDRAWN | fields).items():
        setattr(page, name, value)
    return published(page)


@pytest.mark.parametrize("first", [0, 1])
def test_withdrawn_in_one_language_is_withdrawn_in_all(pair, first):
    withdraw(pair[first])
    for page in pair:
        assert again(page).state == "withdrawn"
        assert in_list(page).state == "withdrawn"
        assert in_list(page).withdrawn_day == DAY


def test_a_draft_withdraws_nothing(pair):
    page = again(pair[0])
    page.withdrawn_on, page.withdrawal_reason = DAY, "Soon."
    page.save_revision()
    assert [again(one).state for one in pair] == ["current", "current"]


def test_the_reason_is_shown_in_the_authentic_language_until_translated(client, pair):
    english, french = pair
    withdraw(english)
    text = client.get(french.url).content.decode()
    assert "Texte retiré le 1er\xa0janvier 2025" in text
    assert '<p lang="en">The figures were wrong.</p>' in text
    assert '"creativeWorkStatus": "withdrawn"' in text
    withdraw(french, withdrawal_reason="Les chiffres étaient faux.")
    text = client.get(french.url).content.decode()
    assert "<p>Les chiffres étaient faux.</p>" in text
    assert "The figures were wrong." not in text


def test_lists_feeds_and_paper_say_so_in_every_language(client, pair):
    english, french = pair
    StatementPage.objects.filter(pk=french.pk).update(
        last_published_at=datetime.datetime(2024, 3, 9, tzinfo=datetime.UTC)
    )
    withdraw(english)
    index = section(StatementIndexPage, "fr").url
    assert 'data-state="withdrawn"' in client.get(index).content.decode()
    feed = client.get(index + "feed/").content.decode()
    assert "Paix (retiré" in feed
    # A reader of feeds is told of what has changed since.
    assert "<updated>2025-01-01T12:00:00+00:00</updated>" in feed
    assert client.get(french.url + "pdf/")["Content-Type"] == "application/pdf"


def test_a_withdrawal_taken_back_is_taken_back_in_every_language(pair):
    english, french = pair
    withdraw(english)
    withdraw(french, withdrawal_reason="Les chiffres étaient faux.")
    page = again(english)
    page.withdrawn_on, page.withdrawal_reason = None, ""
    published(page)
    assert [again(one).state for one in pair] == ["current", "current"]
    # Nor does the next publication of the translation bring it back.
    draft = again(french).get_latest_revision_as_object()
    assert draft.withdrawn_on is None
    published(draft)
    assert again(english).state == "current"


def test_a_translation_alone_takes_no_withdrawal_back(pair):
    english, french = pair
    withdraw(english)
    withdraw(french, withdrawal_reason="Les chiffres étaient faux.")
    page = again(french)
    page.withdrawn_on, page.withdrawal_reason = None, ""
    published(page)
    assert [again(one).state for one in pair] == ["withdrawn", "withdrawn"]


def test_superseded_in_every_language_by_a_successor_in_one(client, pair):
    english, french = pair
    later = make_statement(title="A later peace", supersedes=english)
    for page in pair:
        assert in_list(page).state == "superseded"
        assert again(page).state == "superseded"
        assert again(page).successor == later
    text = client.get(french.url).content.decode()
    assert "elle se lit en anglais" in text
    assert f'<a href="{later.url}" lang="en" hreflang="en">A later peace</a>' in text
    assert 'lang="fr" hreflang="fr">A later peace' not in text


def test_the_successor_is_read_in_the_readers_language_where_it_exists(pair):
    english, french = pair
    later = make_statement(title="A later peace", supersedes=english)
    plus_tard = translate(later, "fr", title="Une autre paix")
    assert again(french).successor == plus_tard
    assert again(french).successor.foreign_language == ""
    assert again(plus_tard).predecessor == french
    StatementPage.objects.filter(pk=plus_tard.pk).update(supersedes=None)
    assert again(french).successor == plus_tard
    assert again(plus_tard).predecessor == french


def test_the_predecessor_is_shown_in_the_language_it_has(site):
    old = make_statement("fr", title="Ancien", authentic_language="fr")
    new = make_statement(title="New", supersedes=old)
    assert new.predecessor == old
    assert new.predecessor.foreign_language == "fr"


def test_a_replacement_taken_back_is_taken_back_in_every_language(pair):
    later = make_statement(title="A later peace", supersedes=pair[0])
    translate(later, "fr", title="Une autre paix")
    page = again(later)
    page.supersedes = None
    published(page)
    assert [again(one).state for one in pair] == ["current", "current"]


def test_a_correction_noted_in_one_language_is_listed_in_the_others(client, pair):
    english, french = pair
    page = again(english)
    page.corrections = correction("A name was misspelt.")
    published(page)
    text = client.get(french.url).content.decode()
    assert '<p lang="en">A name was misspelt.</p>' in text
    assert [one.language for one in again(english).all_corrections] == [""]


@pytest.mark.parametrize("same_id", [True, False])
def test_a_translated_correction_is_listed_once(pair, same_id):
    english, french = again(pair[0]), again(pair[1])
    english.corrections = correction("A name.", key="1" * 36) + correction("A figure.")
    published(english)
    french.corrections = correction("Un nom.", key="1" * 36 if same_id else "")
    published(french)
    listed = {(one.note, one.language) for one in again(french).all_corrections}
    assert ("Un nom.", "") in listed
    assert ("A figure.", "en") in listed or not same_id
    assert len(listed) == 2


def test_machines_are_told_nothing_of_what_stands(client, pair):
    text = client.get(pair[0].url).content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1)
    assert "creativeWorkStatus" not in json.loads(data)
