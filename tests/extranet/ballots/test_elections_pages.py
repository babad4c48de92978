"""Elections on their pages: from the form to the mandates, in every language, for every reader."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, Election, Nomination
from extranet.ballots.services.elections import naming, seating
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from tests.extranet.ballots.elections_tools import (
    DAY,
    Stage,
    closed,
    photograph,
    rule_of,
    sign,
    time_is_up,
    voted,
)
from tests.factories.directory import BodyRuleFactory, RepresentativeFactory
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def stage(site):
    return Stage()


def url(name: str, *keys) -> str:
    return reverse(f"extranet:{name}", args=keys)


def shown(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def fill(client, path: str, **data):
    """Send a form as it stands, with other values for some fields; return the answer."""
    form = client.get(path).context["form"]
    values = {}
    for field in form:
        value = field.value()
        widgets = getattr(field.field.widget, "widgets", None)
        if widgets:
            languages = field.field.widget.languages
            parts = value if isinstance(value, list) else field.field.widget.decompress(value)
            values |= {
                f"{field.html_name}_{code}": part
                for code, part in zip(languages, parts, strict=True)
            }
        elif value not in (None, False):
            dated = hasattr(value, "isoformat")
            values[field.html_name] = field.field.widget.format_value(value) if dated else value
    return client.post(path, values | data)


def test_an_election_from_its_form_to_its_nominations(client, stage):
    for kind, value in (("seats", 35), ("term", 24), ("parity", 1)):
        BodyRuleFactory(body=stage.board, kind=kind, value=value)
    client.force_login(stage.by)
    listed = shown(client, url("elections"))
    path = url("election-new", stage.committee.code)
    assert path in listed
    path = f"{path}?for={stage.board.code}"
    page = shown(client, path)
    assert 'value="35"' in page
    # What is wrong is said beside its field, and nothing typed is lost.
    answer = fill(client, path, titles_en="The board of 2026", rule=stage.rule.pk, kept_women="3")
    assert "Seats are kept for them by a number of seats each" in answer.content.decode()
    assert "The board of 2026" in answer.content.decode()
    answer = fill(
        client, path, titles_en="The board of 2026", rule=stage.rule.pk, parity="pair", seats="4"
    )
    election = Election.objects.get()
    assert answer.url == url("election", election.pk)
    assert (election.seats_of, election.seats, election.cap) == (stage.board, 4, 35)
    delegate_ = stage.delegates[stage.organisations[0]]
    client.force_login(delegate_)
    assert client.get(url("election", election.pk)).status_code == 404
    client.force_login(stage.by)
    client.post(url("election-open", election.pk))
    client.force_login(delegate_)
    page = shown(client, url("election", election.pk))
    assert "each organisation names a woman and a man" in page
    assert [todo.text for todo in todos_for(standing_of(delegate_))] == ["Name your candidates"]


def test_a_party_names_with_a_photograph_and_sees_what_is_missing(client, stage):
    election = stage.election(seats=4, parity="pair")
    organisation = stage.organisations[0]
    client.force_login(stage.delegates[organisation])
    path = url("election-nominate", election.pk, organisation.pk)
    answer = fill(client, path, given_name="Rosa", family_name="Vega")
    assert "Seats hang on it here" in answer.content.decode()
    assert 'value="Vega"' in answer.content.decode()
    not_one = photograph("GIF")
    answer = fill(client, path, family_name="Vega", gender="woman", photograph=not_one)
    assert "This is no photograph" in answer.content.decode()
    fill(
        client,
        path,
        given_name="Rosa",
        family_name="Vega",
        gender="woman",
        statements_en="I stand for peace.",
        photograph=photograph(),
        accepted="on",
    )
    nomination = Nomination.objects.get()
    page = shown(client, url("election", election.pk))
    assert "Rosa Vega" in page
    assert "You have not named a man yet." in page
    answer = client.get(url("nomination-photograph", nomination.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    answer.close()
    # Nobody else sees who is named, nor what they look like, before all do.
    client.force_login(stage.delegates[stage.organisations[1]])
    assert "Rosa Vega" not in shown(client, url("election", election.pk))
    assert client.get(url("nomination-photograph", nomination.pk)).status_code == 404
    assert client.get(url("nomination-change", nomination.pk)).status_code == 404
    naming.nominate(
        election=election,
        organisation=organisation,
        by=stage.by,
        family_name="Paz",
        gender="man",
        accepted=True,
    )
    closed(stage, election)
    page = shown(client, url("election", election.pk))
    assert page.index("Paz") < page.index("Rosa Vega")
    assert "I stand for peace." in page


@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_who_has_one_name_is_named_by_it(client, stage, field):
    election, organisation = stage.election(), stage.organisations[0]
    client.force_login(stage.delegates[organisation])
    fill(client, url("election-nominate", election.pk, organisation.pk), **{field: "Suharto"})
    nomination = Nomination.objects.get()
    assert (nomination.given_name, nomination.family_name) == ("", "Suharto")
    assert nomination.name == "Suharto"


def test_late_is_late_and_says_so_in_the_form(client, stage):
    election, organisation = stage.election(), stage.organisations[0]
    client.force_login(stage.delegates[organisation])
    path = url("election-nominate", election.pk, organisation.pk)
    time_is_up(election)
    answer = fill(client, path, family_name="Late")
    assert "Nominations are closed: the moment has passed." in answer.content.decode()
    assert 'value="Late"' in answer.content.decode()


def test_a_representative_without_a_mandate_finds_their_way(client, stage):
    election, organisation = stage.election(), stage.organisations[0]
    speaker = delegate()
    assert client.get(url("election", election.pk)).status_code == 302
    client.force_login(speaker)
    assert client.get(url("election", election.pk)).status_code == 404
    RepresentativeFactory(person=speaker.person, organisation=organisation)
    page = shown(client, url("election", election.pk))
    assert url("election-nominate", election.pk, organisation.pk) in page
    assert [todo.text for todo in todos_for(standing_of(speaker))] == ["Name your candidates"]
    fill(client, url("election-nominate", election.pk, organisation.pk), family_name="Vega")
    assert todos_for(standing_of(speaker)) == []


def test_who_is_named_answers(client, stage):
    election, organisation = stage.election(), stage.organisations[0]
    named = delegate()
    nomination = stage.name(election, organisation, person=named.person, accepted=False)
    [todo] = todos_for(standing_of(named))
    assert todo.text == "You are named: do you stand?"
    client.force_login(named)
    assert "do you stand?" in shown(client, url("election", election.pk))
    assert "Do you stand for this election?" in shown(client, todo.url)
    client.post(todo.url)
    nomination.refresh_from_db()
    assert nomination.accepted_at
    client.post(url("nomination-withdraw", nomination.pk))
    nomination.refresh_from_db()
    assert nomination.state == "withdrawn"
    assert client.get(url("election", election.pk)).status_code == 404


def test_the_vote_the_tie_and_the_mandates_on_their_pages(client, stage):
    election = stage.election(seats=2, parity="lists")
    a = stage.name(election, stage.organisations[0], given_name="Rosa")
    b = stage.name(election, stage.organisations[1], "man", given_name="Luis")
    c = stage.name(election, stage.organisations[2], "man", given_name="Omar")
    closed(stage, election, admit=False)
    client.force_login(stage.by)
    path = url("election", election.pk)
    assert "3 candidates are neither admitted nor refused" in shown(client, path)
    for nomination in (a, b, c):
        client.post(url("nomination-admit", nomination.pk))
    page = shown(client, path)
    assert url("election-ballot", election.pk) in page
    answer = fill(client, url("election-ballot", election.pk))
    ballot = Ballot.objects.get()
    assert answer.url == url("ballot", ballot.pk)
    Ballot.objects.all().delete()
    ballot = voted(stage, election, [[a, b], [c], [a]], signed=False)
    page = shown(client, path)
    assert "A tie is to be settled." in page
    tie = url("election-tie", election.pk)
    assert tie in page
    answer = fill(client, tie, place_1=b.code, place_2=b.code, note="Drawn by two tellers")
    assert "Each one has one place." in answer.content.decode()
    fill(client, tie, place_1=c.code, place_2=b.code, note="Drawn by two tellers")
    sign(stage, ballot)
    page = shown(client, path)
    assert "2 are elected." in page
    assert "The tie was settled in this order: Omar" in page
    assert re.search(r"Rosa[^<]*</th>\s*<td>elected", page)
    client.post(url("election-seat", election.pk))
    assert Mandate.objects.filter(body=stage.board).count() == 2
    page = shown(client, path)
    assert "Mandates given" in page
    # Their organisations read it too, who see no ballot.
    speaker = delegate()
    RepresentativeFactory(person=speaker.person, organisation=stage.organisations[2])
    client.force_login(speaker)
    page = shown(client, path)
    assert "2 are elected." in page
    assert url("ballot", ballot.pk) not in page


def test_a_refused_mandate_says_why_on_the_page(client, stage):
    BodyRuleFactory(body=stage.board, kind="seats", value=1)
    election = stage.election(seats=2)
    named = [stage.name(election, one) for one in stage.organisations[:2]]
    closed(stage, election)
    voted(stage, election, [named, named])
    client.force_login(stage.by)
    answer = client.post(url("election-seat", election.pk))
    assert "Nobody was given a mandate, because of Ada" in answer.content.decode()
    assert not Mandate.objects.filter(body=stage.board).exists()


def test_vacant_seats_are_offered_and_prepared(client, stage):
    election = stage.election(seats=2, parity="lists")
    woman = stage.name(election, stage.organisations[0])
    closed(stage, election)
    voted(stage, election, [[woman]])
    seating.seat_elected(election=election, by=stage.by)
    client.force_login(stage.by)
    page = shown(client, url("election", election.pk))
    assert "1 seat stays empty." in page
    assert "Of these 1 is kept for men." in page
    until = (timezone.now() + 20 * DAY).strftime("%Y-%m-%dT%H:%M")
    answer = fill(client, url("election-again", election.pk), closes=until)
    made = Election.objects.get(previous=election)
    assert answer.url == url("election", made.pk)
    assert (made.seats, made.kept_men, made.kept_women) == (1, 1, 0)


def test_a_slate_that_breaks_the_rule_is_told_before_the_vote(client, stage):
    slate = rule_of(stage.committee, kind="slate", method="slate", majority="absolute")
    election = stage.election(rule=slate, seats=2, parity="lists")
    for organisation in stage.organisations[:2]:
        stage.name(election, organisation)
    closed(stage, election)
    client.force_login(stage.by)
    page = shown(client, url("election", election.pk))
    assert "The list breaks the rule" in page
    assert "Men: 0. Seats kept for men: 1, and others take them." in page
