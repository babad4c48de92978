"""Decisions that were taken between meetings: entered without one, told to the next one."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.core.errors import Refused
from cms.directory.querysets import site_day
from extranet.records.drafting import draft
from extranet.records.models import Decision
from extranet.records.services import decisions as service
from tests.extranet.records.tools import DAY, decided, held
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import AgendaItemFactory, delegate

pytestmark = pytest.mark.databases
TEXTS = {"titles": labels("The vaccines"), "texts": labels("We share the vaccines.")}


def in_writing(body, days=-1, **fields) -> Decision:
    """Return a decision of a body that was taken in writing so many days from today."""
    fields = {"by": None, "taken_on": site_day() + days * DAY, **TEXTS} | fields
    return service.record(body=body, **fields)


@pytest.fixture
def body(db):
    return BodyFactory(code="committee")


def test_it_takes_the_next_number_of_its_body(body):
    decided(held(body))
    made = in_writing(body)
    assert (made.meeting, made.number, made.taken_on) == (None, 2, site_day() - DAY)


def test_its_day_has_come_and_it_belongs_to_no_point_of_an_agenda(body):
    with pytest.raises(Refused) as refused:
        in_writing(body, days=1)
    assert refused.value.field == "taken_on"
    with pytest.raises(Refused) as refused:
        in_writing(body, item=AgendaItemFactory())
    assert refused.value.field == "item"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            body=body, item=AgendaItemFactory(), year=2026, number=9, taken_on=site_day(), **TEXTS
        )


@pytest.mark.parametrize(("votes", "reached"), [((9, 3), True), ((8, 3), False), ((0, 0), False)])
def test_three_quarters_are_reckoned_exactly(body, votes, reached):
    fields = {"majority": "three_quarters", "votes_for": votes[0], "votes_against": votes[1]}
    if reached:
        assert in_writing(body, **fields).pk
    else:
        with pytest.raises(Refused) as refused:
            in_writing(body, **fields)
        assert refused.value.field == "votes_for"


def test_the_next_minutes_note_it_once(body):
    before, now = held(body, days=-60), held(body, days=-5)
    in_writing(body, days=-70, titles=labels("Too early"))
    in_writing(body, days=-1, titles=labels("Too late"))
    in_writing(BodyFactory(), days=-20, titles=labels("Elsewhere"))
    made = in_writing(body, days=-20)
    text = draft(now, "en")
    assert f"Decision {made.reference}: The vaccines" in text
    assert "Decided in writing since the last meeting" in text
    assert "Too early" not in text
    assert "Too late" not in text
    assert "Elsewhere" not in text
    assert "The vaccines" not in draft(before, "en")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_its_page_and_the_table_say_so(client, body, language):
    made = in_writing(body, majority="ballot", votes_for=20, votes_against=3)
    client.force_login(delegate(body, "chair"))
    said = {"en": "in writing", "fr": "par écrit", "es": "por escrito"}[language]
    page = reverse("extranet:decision", args=[made.pk]).replace("/en/", f"/{language}/", 1)
    assert said in client.get(page).content.decode()
    table = reverse("extranet:decisions-export").replace("/en/", f"/{language}/", 1)
    assert said in client.get(table).content.decode()
    assert client.get(page + "pdf/").status_code == 200
