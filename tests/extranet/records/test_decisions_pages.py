"""The register's pages: filters, one decision, tasks, the table to take along."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.directory.querysets import site_day
from extranet.records.models import Decision
from extranet.records.services import decisions as service
from tests.extranet.records.tools import DAY, decided, held, task
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import AgendaItemFactory, delegate, secretary
from tests.query_counts import warm_queries_of

LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def body(site):
    return BodyFactory(code="committee")


@pytest.fixture
def meeting(body):
    return held(body)


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def listed(client, query="") -> list[str]:
    page = client.get(url("decisions") + query)
    assert page.status_code == 200
    return [row.title for row in page.context["register"].page]


@pytest.mark.parametrize("role", ["chair", "member", "guest", "secretariat", "other"])
@pytest.mark.parametrize("closed", [True, False])
def test_every_page_for_every_role(client, body, meeting, role, closed):
    made = decided(meeting, closed_to_guests=closed)
    given = task(made, delegate(body).person)
    user = {"secretariat": secretary, "other": lambda: delegate(BodyFactory())}.get(
        role, lambda: delegate(body, role)
    )()
    client.force_login(user)
    keeps = role in ("chair", "secretariat")
    reads = keeps or role == "member" or (role == "guest" and not closed)
    assert client.get(url("decision", made.pk)).status_code == (200 if reads else 404)
    assert listed(client) == ([made.title] if reads else [])
    keeping = {
        "decision-note": made.pk,
        "follow-up-give": made.pk,
        "follow-up-done": given.pk,
        "decision-record": meeting.pk,
    }
    for name, key in keeping.items():
        assert client.get(url(name, key)).status_code == (200 if keeps else 404), name
        assert client.post(url(name, key), {"text": " "}).status_code in (
            (200, 302) if keeps else (404,)
        )
    for name, key in (("decision-guests", made.pk), ("follow-up-again", given.pk)):
        assert client.post(url(name, key)).status_code == (302 if keeps else 404)
        assert client.get(url(name, key)).status_code == 405
    assert client.get(url("decisions-export")).status_code == (200 if keeps else 404)


def test_guests_see_neither_tasks_nor_closed_points_nor_closed_decisions(client, body):
    meeting = held(body, open_to_guests=True)
    closed_item = AgendaItemFactory(
        meeting=meeting, titles=labels("SECRETPOINT"), closed_to_guests=True
    )
    made = decided(meeting, item=closed_item, closed_to_guests=False)
    task(made, delegate(body).person, task="SECRETTASK")
    decided(held(body, days=-5), title="SECRETLATER", replaces=made, effect="revokes")
    client.force_login(delegate(body, "guest"))
    for address in (
        url("decision", made.pk),
        url("decisions"),
        url("decisions") + "?todo=1",
        url("meeting", meeting.pk),
    ):
        page = client.get(address).content
        assert b"SECRET" not in page, address
    assert listed(client, "?todo=1") == []


def test_the_list_is_narrowed_and_says_how(client, body, meeting):
    other = BodyFactory(code="board")
    member = delegate(body)
    from tests.factories.directory import MandateFactory

    MandateFactory(body=other, person=member.person)
    old = decided(held(body, days=-800), title="Old press")
    budget = decided(meeting, title="Budget")
    board = decided(held(other), title="Board")
    task(budget, member.person)
    client.force_login(member)
    assert set(listed(client)) == {row.title for row in (old, budget, board)}
    assert listed(client, "?body=board") == [board.title]
    assert listed(client, f"?year={old.year}") == [old.title]
    assert listed(client, "?todo=1") == [budget.title]
    assert listed(client, "?q=PRÉSS") == [old.title]
    assert listed(client, f"?q=press&year={budget.year}") == []
    page = client.get(url("decisions") + "?body=committee&todo=1&q=budget")
    said = page.context["register"].sentence
    assert said == f"1 decision, {body.label}, with follow-ups to do, with the words “budget”"
    assert said in page.content.decode()
    for nonsense in ("?body=%00", "?year=x", "?page=999", "?year=0000", "?q=%00"):
        assert client.get(url("decisions") + nonsense).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_another_language_says_so(client, body, meeting, language):
    made = decided(meeting, titles={"fr": "Le budget"}, texts={"fr": "C’est décidé."})
    client.force_login(delegate(body))
    page = client.get(url("decision", made.pk, language=language))
    assert page.context["fallback"] is (language != "fr")
    assert '<h1 lang="fr">Le budget</h1>' in page.content.decode()


DATA = {
    "titles_en": "The budget",
    "titles_fr": "",
    "titles_es": "",
    "texts_en": "It is adopted.",
    "texts_fr": "",
    "texts_es": "",
}


def test_a_decision_is_recorded_through_its_form(client, body, meeting):
    item = AgendaItemFactory(meeting=meeting)
    client.force_login(delegate(body, "chair"))
    form = client.get(url("decision-record", meeting.pk) + f"?item={item.pk}").context["form"]
    data = DATA | {
        "item": item.pk,
        "taken_on": form["taken_on"].value().isoformat(),
        "majority": "two_thirds",
        "votes_for": 20,
        "votes_against": 10,
        "abstentions": 3,
        "open_to_guests": "on",
    }
    answer = client.post(url("decision-record", meeting.pk), data)
    made = Decision.objects.get()
    assert answer["Location"] == url("decision", made.pk)
    assert (made.votes_for, made.item, made.closed_to_guests) == (20, item, False)
    page = client.get(answer["Location"]).content.decode()
    assert "20 in favour, 10 against, 3 abstentions" in page
    assert "abstentions do not count" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_majority_that_is_none_is_refused_and_what_was_typed_stays(
    client, body, meeting, language
):
    client.force_login(delegate(body, "chair"))
    day = service.days_of(meeting)[0].isoformat()
    data = DATA | {"taken_on": day, "majority": "two_thirds", "votes_for": 2, "votes_against": 2}
    page = client.post(url("decision-record", meeting.pk, language=language), data)
    assert page.status_code == 200
    assert not Decision.objects.exists()
    assert page.context["form"].errors["votes_for"]
    assert "It is adopted." in page.content.decode()
    empty = client.post(url("decision-record", meeting.pk, language=language), {})
    assert set(empty.context["form"].errors) == {"titles", "texts", "taken_on", "majority"}


def test_the_table_is_harmless_and_holds_what_its_reader_keeps(client, body, meeting):
    chair = delegate(body, "chair")
    made = decided(meeting, title="=HYPERLINK(1)", texts=labels("@SUM(1)"))
    task(made, chair.person, task="+cmd|' /C calc'!A0", due_on=site_day())
    service.note(decision=made, text="-2+3", language="en", by=chair)
    other = BodyFactory()
    from tests.factories.directory import MandateFactory

    MandateFactory(body=other, person=chair.person)
    decided(held(other), title="NOTMINE")
    client.force_login(chair)
    answer = client.get(url("decisions-export"))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    french = client.get(url("decisions-export", language="fr"))["Content-Disposition"]
    assert french.startswith("attachment; filename*=utf-8''d%C3%A9cisions-")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(table) == 2
    assert not [cell for cell in table[1] if cell[:1] in ("=", "+", "@", "-")]
    assert "'=HYPERLINK(1)" in table[1]
    assert not listed(client, "?q=nothing")


def test_a_task_is_given_done_and_taken_up_again(client, body, meeting):
    made, owner = decided(meeting), delegate(body)
    client.force_login(delegate(body, "chair"))
    data = {"task": "Write it", "owner": owner.person.pk, "due_on": (site_day() + DAY).isoformat()}
    assert client.post(url("follow-up-give", made.pk), data).status_code == 302
    given = made.follow_ups.get()
    client.force_login(owner)
    assert client.get(url("follow-up-done", given.pk)).status_code == 200
    client.post(url("follow-up-done", given.pk), {"note": "Sent."})
    page = client.get(url("decision", made.pk)).content.decode()
    assert "Sent." in page
    assert client.get(url("follow-up-done", given.pk)).status_code == 404
    client.post(url("follow-up-again", given.pk))
    assert made.follow_ups.get().done_on is None


def test_a_note_stands_below_the_entry(client, body, meeting):
    made = decided(meeting)
    client.force_login(delegate(body, "chair"))
    data = {"language": "en", "text": "Read 2027 for 2026."}
    assert client.post(url("decision-note", made.pk), data).status_code == 302
    client.force_login(delegate(body))
    assert b"Read 2027 for 2026." in client.get(url("decision", made.pk)).content


def test_ten_times_as_many_cost_as_many_queries(
    client,
    body,
    meeting,
):
    chair = delegate(body, "chair")
    client.force_login(chair)

    def cost(*addresses) -> list[int]:
        counts = []
        for address in addresses:
            counted = warm_queries_of(client, address)
            assert len(counted) <= 25
            counts.append(len(counted))
        return counts

    def more(times):
        for _n in range(times):
            made = decided(meeting)
            task(made, chair.person)
            decided(meeting, replaces=made, effect="revises")
            task(first, chair.person)

    first = decided(meeting)
    more(2)
    addresses = (
        url("decisions"),
        url("decisions") + "?todo=1&q=budget",
        url("decision", first.pk),
        url("decisions-export"),
        url("decision-record", meeting.pk),
        url("meeting", meeting.pk),
    )
    few = cost(*addresses)
    more(18)
    assert cost(*addresses) == few
