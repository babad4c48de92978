"""What comes after an election: vacant seats, co-opted ones, calling it off."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.ballots.models import Nomination
from extranet.ballots.services.elections import (
    preparing,
    seating,
)
from tests.extranet.ballots.elections_tools import (
    DAY,
    Stage,
    closed,
    voted,
)
from tests.factories.directory import (
    PersonFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def stage(db):
    return Stage()


def test_a_vacant_seat_is_filled_anew_as_one_of_its_kind(stage):
    election = stage.election(seats=2, parity="lists", regions={"region-0": 1})
    woman = stage.directory_name(election, stage.organisations[0])
    stage.directory_name(election, stage.organisations[1], "man")
    closed(stage, election)
    names = list(Nomination.objects.filter(election=election))
    voted(stage, election, [names, names])
    seating.seat_elected(election=election, by=stage.by)
    soon = timezone.now() + 30 * DAY
    with pytest.raises(Refused, match="No seat of this election is vacant"):
        seating.by_election(election=election, by=stage.by, nominations_until=soon)
    woman.refresh_from_db()
    woman.mandate.delete_allowed = True
    Mandate.objects.filter(pk=woman.mandate_id).update(
        ended_at=timezone.now(), ends_on=woman.mandate.starts_on
    )
    made = seating.by_election(election=election, by=stage.by, nominations_until=soon)
    assert (made.seats, made.kept_women, made.kept_men) == (1, 1, 0)
    assert (made.regions, made.previous, made.state) == ({"region-0": 1}, election, "draft")
    assert made.mandates_until == Mandate.objects.filter(body=stage.board).latest("ends_on").ends_on
    with pytest.raises(Refused, match="under way already"):
        seating.by_election(election=election, by=stage.by, nominations_until=soon)


def test_co_opted_seats_are_beside_and_as_many_as_was_said(stage):
    election = stage.election(seats=1, co_opted=1)
    nomination = stage.name(election, stage.organisations[0])
    closed(stage, election)
    voted(stage, election, [[nomination]])
    seating.seat_elected(election=election, by=stage.by)
    election.refresh_from_db()
    fields = {
        "organisation": None,
        "starts_on": site_day(),
        "ends_on": site_day() + 365 * DAY,
        "by": stage.by,
    }
    mandate = seating.co_opt(election=election, person=PersonFactory(), **fields)
    assert mandate.role == "co_opted"
    with pytest.raises(Refused, match="No co-opted seat is free"):
        seating.co_opt(election=election, person=PersonFactory(), **fields)


def test_an_election_that_is_called_off_says_why(stage):
    election = stage.election()
    with pytest.raises(Refused) as refused:
        preparing.void(election=election, reason="", by=stage.by)
    assert refused.value.field == "reason"
    assert preparing.void(election=election, reason="Too early.", by=stage.by).state == "void"
    with pytest.raises(Refused):
        stage.name(election, stage.organisations[0])


def test_the_models_refuse_what_services_do(stage):
    election = stage.election(opened=False)
    election.seats = 0
    with pytest.raises(ValidationError):
        election.full_clean()
