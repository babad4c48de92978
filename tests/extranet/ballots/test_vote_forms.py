"""The forms of a vote, by how one votes, and the pages of a ballot on candidates."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils.translation import override

from extranet.ballots.counting.terms import Majority, Method, Terms
from extranet.ballots.forms.voting import vote_form
from extranet.ballots.models import Ballot
from extranet.ballots.services import opening
from extranet.ballots.services.elections import voting
from tests.extranet.ballots.elections_tools import Stage, closed, voted
from tests.extranet.ballots.pages import LANGUAGES, hidden_fields, text_of, url


def form_of(data: str, codes="abc", **terms):
    """Return the form of a ballot with these options, filled in as a browser sends it."""
    options = [SimpleNamespace(code=code, label=code.upper()) for code in codes]
    ballot = SimpleNamespace(
        terms=Terms(**terms), options=SimpleNamespace(all=lambda: options), body=None
    )
    return vote_form(ballot, QueryDict(data))


@pytest.mark.parametrize(
    ("data", "chosen"),
    [
        ("choice=a&choice=c", ["a", "c"]),
        ("choice=b", ["b"]),
        ("", []),
        ("choice=a&choice=b&choice=c", None),
        ("choice=x", None),
    ],
)
def test_as_many_as_there_are_seats(data, chosen):
    form = form_of(data, method=Method.PLURALITY, seats=2)
    assert form.is_valid() == (chosen is not None)
    if chosen is not None:
        assert form.chosen == chosen
    else:
        assert form.errors["choice"]


def test_any_number_where_all_can_be_approved():
    form = form_of("choice=a&choice=b&choice=c", method=Method.APPROVAL, seats=1)
    assert form.is_valid()
    assert form.chosen == ["a", "b", "c"]
    assert form.in_words == "A, B, C"


def test_nothing_chosen_is_a_blank_ballot_and_says_so():
    form = form_of("", method=Method.APPROVAL)
    assert form.is_valid()
    said = set()
    for language in LANGUAGES:
        with override(language):
            said.add(form.in_words)
    assert "a blank ballot" in said


@pytest.mark.parametrize(
    ("data", "chosen"),
    [
        ("rank-a=2&rank-b=1&rank-c=3", ["b", "a", "c"]),
        ("rank-c=1", ["c"]),
        ("", []),
    ],
)
def test_an_order_of_preference(data, chosen):
    form = form_of(data, method=Method.RANKED)
    assert form.is_valid()
    assert form.chosen == chosen


@pytest.mark.parametrize("data", ["rank-a=1&rank-b=1", "rank-a=2", "rank-a=1&rank-b=3", "rank-a=9"])
def test_an_order_with_a_gap_or_a_place_taken_twice_is_refused(data):
    assert not form_of(data, method=Method.RANKED).is_valid()


def test_a_reason_goes_with_an_objection_alone():
    terms = {"majority": Majority.CONSENSUS}
    codes = ("yes", "no", "abstain")
    assert not form_of("choice=no&reason=+", codes, **terms).is_valid()
    form = form_of("choice=no&reason=Money", codes, **terms)
    assert form.is_valid()
    assert (form.chosen, form.reason) == (["no"], "Money")
    form = form_of("choice=yes&reason=Money", codes, **terms)
    assert form.is_valid()
    assert form.reason == ""


@pytest.mark.django_db
def test_candidates_are_voted_on_and_the_page_shows_the_figures(client, site):
    stage = Stage()
    first, second = stage.organisations[:2]
    election = stage.election(seats=1)
    names = [stage.name(election, first), stage.name(election, second, "man")]
    election = closed(stage, election)
    codes = [nomination.code for nomination in names]
    ballot = voted(stage, election, [[codes[0]], [codes[0]]], signed=False)
    client.force_login(stage.delegates[first])
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert f"{names[0].name} is elected." in page
    assert names[0].name in page
    assert url("election", election.pk) in client.get(url("ballot", ballot.pk)).content.decode()
    assert names[0].name in text_of(client.get(url("ballot-projector", ballot.pk)))
    client.force_login(stage.by)
    signing = text_of(client.get(url("ballot-sign", ballot.pk)))
    assert f"{names[0].name} is elected." in signing


@pytest.mark.django_db
def test_several_choices_go_through_the_summary(client, site):
    stage = Stage()
    election = stage.election(seats=2)
    names = [stage.name(election, one) for one in stage.organisations]
    election = closed(stage, election)
    ballot = voting.prepare_ballot(
        election=election, by=stage.by, closes_at=election.nominations_until.replace(year=2099)
    )
    ballot = opening.open_ballot(ballot=ballot, by=stage.by)
    user = stage.delegates[stage.organisations[0]]
    client.force_login(user)
    line = ballot.lines.get(mandate__person__user=user)
    data = {"choice": [names[0].code, names[2].code]}
    summary = client.post(url("ballot-vote", ballot.pk, line.pk), data)
    assert "Is this your vote?" in text_of(summary)
    form = summary.content.decode()
    assert form.count(f'value="{names[0].code}"') == form.count(f'value="{names[2].code}"') == 2
    taken = client.post(url("ballot-voted", ballot.pk, line.pk), data)
    assert "Your vote is taken" in text_of(taken)
    assert hidden_fields(summary)
    assert Ballot.objects.get(pk=ballot.pk).sealed.count() == 1
