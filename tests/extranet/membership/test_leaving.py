"""Suspension, its lifting, exclusion and resignation."""

import pytest

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.membership.models import Case, CaseFile
from extranet.membership.services import opening, settling
from tests.extranet.membership.tools import (
    DAY,
    fresh,
    upload,
)
from tests.factories.directory import (
    MandateFactory,
    OrganisationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def opened(kind, organisation, by, **fields) -> Case:
    fields = {"reasons": "Grave.", "language": "en", "until": site_day() + 20 * DAY} | fields
    return opening.open_case(kind=kind, organisation=organisation, by=by, **fields)


def heard(case) -> Case:
    opening.state(hearing=case.hearing, text="We did not.")
    return fresh(case)


@pytest.mark.parametrize("first", ["member", "associated"])
def test_a_suspension_leaves_mandates_and_is_lifted_to_what_was(board, office, votes, first):
    organisation = OrganisationFactory(status=first)
    mandate = MandateFactory(organisation=organisation)
    case = heard(opened("suspension", organisation, office))
    votes.tell(settling.put_before(case=case, by=office), adopted=True)
    assert organisation.status_on(site_day()) == "suspended"
    assert Mandate.objects.in_force_at().filter(pk=mandate.pk).exists()
    # A status changes once a day.
    organisation.statuses.filter(status="suspended").update(starts_on=site_day() - DAY)
    organisation.statuses.filter(status=first).update(ends_on=site_day() - 2 * DAY)
    lifting = opened("lifting", organisation, office, until=None)
    case = settling.put_before(case=lifting, by=office)
    settling.propose(case=case, titles={}, texts={}, by=office)
    assert votes.proposals[-1].kind == "suspension"
    votes.tell(case, adopted=True)
    assert organisation.status_on(site_day()) == first


def test_who_is_excluded_has_left_and_holds_no_mandate(board, office, votes):
    mandate = MandateFactory()
    case = heard(opened("exclusion", mandate.organisation, office))
    votes.tell(settling.put_before(case=case, by=office), adopted=True)
    assert mandate.organisation.status_on(site_day()) == "left"
    assert not Mandate.objects.in_force_at().filter(pk=mandate.pk).exists()


def test_nothing_is_decided_while_the_organisation_can_be_heard(board, office):
    case = opened("exclusion", OrganisationFactory(), office)
    with pytest.raises(Refused, match="heard"):
        settling.put_before(case=case, by=office)
    case.hearing.until = site_day() - DAY
    case.hearing.save()
    assert settling.put_before(case=case, by=office).state == "before"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        *(("suspension", status) for status in ("suspended", "left", "guest", "applicant", None)),
        *(("lifting", status) for status in ("member", "left", None)),
        *(("exclusion", status) for status in ("left", "guest", "applicant", None)),
    ],
)
def test_a_status_that_makes_no_such_case_is_refused(board, office, kind, status):
    with pytest.raises(Refused, match="status"):
        opened(kind, OrganisationFactory(status=status), office)


def test_a_statement_is_given_once_and_in_time(board, office):
    case = heard(opened("exclusion", OrganisationFactory(), office))
    with pytest.raises(Refused, match="already"):
        opening.state(hearing=case.hearing, text="More.")


def test_an_exclusion_after_a_resignation_changes_nothing(board, office, votes):
    organisation = OrganisationFactory()
    case = heard(opened("suspension", organisation, office))
    case = settling.put_before(case=case, by=office)
    opening.resign(organisation=organisation, effective_on=site_day(), text="We go.", by=office)
    votes.tell(case, adopted=True)
    assert organisation.status_on(site_day()) == "left"
    assert fresh(case).state == "before"


@pytest.mark.parametrize("days", [0, 30])
def test_a_resignation_takes_effect_on_its_day(board, office, days):
    mandate, day = MandateFactory(), site_day() + days * DAY
    organisation = mandate.organisation
    case = opening.resign(organisation=organisation, effective_on=day, text="We go.", by=office)
    assert (case.state, case.effective_on) == ("registered", day)
    assert organisation.status_on(day) == "left"
    assert organisation.status_on(day - DAY) == "member"
    assert Mandate.objects.in_force_at().filter(pk=mandate.pk).exists() is bool(days)
    with pytest.raises(Refused):
        opening.resign(organisation=organisation, effective_on=day, text="Again.", by=office)


def test_a_letter_that_came_is_kept_with_its_day(board, office):
    case = opening.resign(
        organisation=OrganisationFactory(),
        effective_on=site_day(),
        received_on=site_day() - 3 * DAY,
        letter=upload("We leave."),
        by=office,
    )
    assert case.closed_on == site_day() - 3 * DAY
    assert case.files.get().purpose == CaseFile.Purpose.LETTER


@pytest.mark.parametrize(
    "fields",
    [
        {"effective_on": site_day() - DAY, "text": "We go."},
        {"effective_on": site_day(), "text": " "},
        {"effective_on": site_day(), "text": "x", "received_on": site_day() + DAY},
    ],
    ids=["before it was received", "not in writing", "not received yet"],
)
def test_a_resignation_that_is_none_is_refused(board, office, fields):
    with pytest.raises(Refused):
        opening.resign(organisation=OrganisationFactory(), by=office, **fields)
    assert not Case.objects.exists()
