"""Preparing elections and naming candidates; and what is refused."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.querysets import site_day
from extranet.ballots.models import Election
from extranet.ballots.services.elections import (
    admitting,
    conditions,
    naming,
    preparing,
)
from tests.extranet.ballots.elections_tools import (
    DAY,
    Stage,
    closed,
    rule_of,
    time_is_up,
)
from tests.factories.directory import (
    BodyRuleFactory,
    OrganisationStatusFactory,
    PersonFactory,
    RepresentativeFactory,
    labels,
)
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def stage(db):
    return Stage()


def test_the_rules_of_the_body_fill_the_form(stage):
    for kind, value in (("seats", 35), ("term", 24), ("parity", 1)):
        BodyRuleFactory(body=stage.board, kind=kind, value=value)
    assert preparing.from_rules(stage.board) == {
        "seats": 35,
        "cap": 35,
        "term_months": 24,
        "parity": "pair",
        "co_opted_in_cap": False,
    }


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kept_women": 1}, "parity"),
        ({"parity": "quota", "kept_women": 2, "kept_men": 2, "seats": 3}, "kept_women"),
        ({"regions": {"nowhere": 1}}, "regions"),
        ({"regions": {"region-0": 2}}, "regions"),
        ({"seats": 3, "cap": 2}, "seats"),
        ({"titles": {}}, "titles"),
        (
            {
                "mandates_from": datetime.date(2030, 1, 2),
                "mandates_until": datetime.date(2030, 1, 1),
            },
            "mandates_until",
        ),
    ],
)
def test_conditions_that_do_not_go_together_are_refused_at_their_field(stage, fields, field):
    with pytest.raises(Refused) as refused:
        stage.election(opened=False, **fields)
    assert refused.value.field == field


def test_a_motion_rule_or_another_bodys_rule_is_no_rule_of_an_election(stage):
    motion = rule_of(stage.committee, kind="motion", method="motion")
    for rule in (motion, rule_of(stage.board)):
        with pytest.raises(Refused) as refused:
            stage.election(rule=rule)
        assert refused.value.field == "rule"


def test_what_candidates_rely_on_stays_once_nominations_are_open(stage):
    election = stage.election(seats=2)
    with pytest.raises(Refused) as refused:
        preparing.change(election=election, by=stage.by, seats=1)
    assert refused.value.field == "seats"
    # The database says so too.
    with pytest.raises(DatabaseError), transaction.atomic():
        Election.objects.filter(pk=election.pk).update(seats=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Election.objects.filter(pk=election.pk).update(state="draft", opened_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Election.objects.filter(pk=election.pk).delete()
    with pytest.raises(Refused, match="never shorter"):
        preparing.change(election=election, by=stage.by, nominations_until=timezone.now() + DAY)
    later = election.nominations_until + DAY
    election = preparing.change(
        election=election, by=stage.by, nominations_until=later, texts=labels("More"), seats=2
    )
    assert election.nominations_until == later


def test_only_who_convenes_the_electing_body_prepares(stage):
    member = next(iter(stage.delegates.values()))
    with pytest.raises(Refused, match="Only who convenes"):
        preparing.create(
            by=member,
            body=stage.committee,
            seats_of=stage.board,
            rule=stage.rule,
            titles=labels("x"),
            nominations_until=timezone.now() + DAY,
        )


def test_nominations_are_not_closed_before_the_moment(stage):
    election = stage.election()
    with pytest.raises(Refused, match="promised"):
        preparing.close_nominations(election=election, by=stage.by)
    time_is_up(election)
    assert preparing.close_nominations(election=election, by=stage.by).state == "closed"


def test_a_delegate_names_changes_and_withdraws_until_the_moment(stage):
    election, organisation = stage.election(), stage.organisations[0]
    user = stage.delegates[organisation]
    named = stage.name(election, organisation)
    named = naming.change(nomination=named, by=user, given_name="Augusta")
    assert (named.name, named.accepted_at is not None) == ("Augusta Byron woman", True)
    naming.withdraw(nomination=named, by=user)
    again = stage.name(election, organisation)
    time_is_up(election)
    for act in (
        lambda: stage.name(election, stage.organisations[1]),
        lambda: naming.change(nomination=again, by=user, given_name="Late"),
        lambda: naming.withdraw(nomination=again, by=user),
    ):
        with pytest.raises(Refused, match="the moment has passed"):
            act()


def test_a_representative_names_too_and_nobody_else_does(stage):
    election, organisation = stage.election(), stage.organisations[0]
    speaker = delegate()
    RepresentativeFactory(person=speaker.person, organisation=organisation)
    assert conditions.organisations_of(election, speaker) == [organisation]
    named = naming.nominate(
        election=election, organisation=organisation, by=speaker, family_name="Byron"
    )
    assert named.nominated_by == speaker
    stranger = stage.delegates[stage.organisations[1]]
    for who in (
        stranger,
        delegate(),
        delegate(stage.committee, "guest", organisation=organisation),
    ):
        with pytest.raises(Refused, match="You do not speak for this organisation"):
            naming.nominate(
                election=election, organisation=organisation, by=who, family_name="Byron"
            )


@pytest.mark.parametrize("status", ["guest", "suspended", "applicant", "left", None])
def test_only_members_and_associated_partners_name(stage, status):
    organisation = stage.organisations[0]
    organisation.statuses.all().delete()
    if status:
        OrganisationStatusFactory(organisation=organisation, status=status)
    assert conditions.organisations_of(stage.election(), stage.delegates[organisation]) == []


def test_a_mandate_that_has_ended_names_nobody(stage):
    election, organisation = stage.election(), stage.organisations[0]
    mandate = stage.delegates[organisation].person.mandates.get()
    mandate.ended_at, mandate.ends_on = timezone.now(), site_day()
    mandate.save()
    with pytest.raises(Refused, match="You do not speak"):
        stage.name(election, organisation)


def test_each_party_names_a_woman_and_a_man(stage):
    election, organisation = stage.election(seats=4, parity="pair"), stage.organisations[0]
    woman = stage.name(election, organisation)
    assert conditions.missing_of_pair(election, [woman]) == "man"
    with pytest.raises(Refused, match="the other one is a man") as refused:
        stage.name(election, organisation, family_name="Second")
    assert refused.value.field == "gender"
    man = stage.name(election, organisation, "man")
    assert conditions.missing_of_pair(election, [woman, man]) == ""
    with pytest.raises(Refused, match="named two already"):
        stage.name(election, organisation, "other", family_name="Third")
    with pytest.raises(Refused) as refused:
        stage.name(election, stage.organisations[1], "")
    assert refused.value.field == "gender"


@pytest.mark.parametrize(
    ("may_name_one", "why", "admitted"),
    [(False, "", False), (True, "", False), (True, "He has resigned.", True)],
)
def test_one_alone_needs_a_rule_that_lets_it_and_a_reason(stage, may_name_one, why, admitted):
    election = stage.election(seats=4, parity="pair", may_name_one=may_name_one)
    nomination = stage.name(election, stage.organisations[0], why_alone=why)
    closed(stage, election, admit=False)
    if admitted:
        assert admitting.admit(nomination=nomination, by=stage.by).state == "admitted"
    else:
        with pytest.raises(Refused, match=r"a woman and a man|does not say why"):
            admitting.admit(nomination=nomination, by=stage.by)


def test_nobody_stands_twice(stage):
    election = stage.election(seats=3)
    first = stage.directory_name(election, stage.organisations[0])
    with pytest.raises(Refused, match="stands already"):
        stage.name(election, stage.organisations[1], person=first.person)
    stage.name(election, stage.organisations[0])
    with pytest.raises(Refused, match="named this person already"):
        stage.name(election, stage.organisations[0])


def test_seats_of_regions_ask_where_candidates_are_from(stage):
    election = stage.election(regions={"region-0": 1})
    with pytest.raises(Refused) as refused:
        stage.name(election, stage.organisations[0], place=None)
    assert refused.value.field == "place"
    nomination = stage.name(election, stage.organisations[0])
    assert conditions.candidate_of(nomination).region == "region-0"


def test_a_candidate_accepts_themselves_or_in_writing_and_only_then_is_admitted(stage):
    election, organisation = stage.election(seats=2), stage.organisations[0]
    user = delegate(stage.committee, organisation=organisation)
    named = stage.name(election, organisation, person=user.person, accepted=False)
    with pytest.raises(Refused, match="has not agreed"):
        admitting.admit(nomination=named, by=stage.by)
    with pytest.raises(Refused, match="Only the candidate"):
        naming.accept(nomination=named, by=stage.delegates[organisation])
    assert naming.accept(nomination=named, by=user).accepted_at
    assert admitting.admit(nomination=named, by=stage.by).state == "admitted"
    # Another person has to be asked anew; what was admitted is looked at again.
    other = PersonFactory()
    changed = naming.change(nomination=named, by=stage.delegates[organisation], person=other)
    assert (changed.accepted_at, changed.state) == (None, "open")


def test_a_refusal_says_why(stage):
    nomination = stage.name(stage.election(), stage.organisations[0])
    with pytest.raises(Refused) as refused:
        admitting.refuse(nomination=nomination, reason=" ", by=stage.by)
    assert refused.value.field == "reason"
    refused = admitting.refuse(nomination=nomination, reason="Not a member.", by=stage.by)
    assert (refused.state, refused.reason) == ("refused", "Not a member.")
