"""What is done with a case by those who prepare it, those who are asked, and its body."""

import datetime

import pytest

from cms.core.errors import Refused
from cms.directory.models import Mandate, Organisation
from cms.directory.querysets import site_day
from cms.directory.services import change_status
from extranet.core.models import AuditEntry
from extranet.membership.models import Case
from extranet.membership.services import preparing, settling
from tests.extranet.membership.tools import (
    DAY,
    before_board,
    fresh,
    nobody_decides,
    received,
    region,
)
from tests.extranet.records.tools import decided, held
from tests.factories.directory import (
    BodyFactory,
    OrganisationFactory,
)
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_an_application_goes_all_the_way(board, office, votes):
    case = preparing.take_up(case=received(), by=office)
    case = preparing.enter(case=case, code="labour-party", by=office)
    organisation = Organisation.objects.get(code="labour-party")
    assert organisation.names == {"fr": "Parti du Travail", "en": "Labour Party"}
    assert organisation.status_on(site_day()) == "applicant"
    case = settling.put_before(case=case, by=office)
    address = settling.propose(case=case, titles={"en": "T"}, texts={"en": "X"}, by=office)
    assert address == "/votes/1/"
    [proposal] = votes.proposals
    assert (proposal.body, proposal.kind) == (board, "admission")
    assert proposal.recused == {organisation.pk}
    votes.tell(case, adopted=True, by=office)
    case = fresh(case)
    assert (case.state, case.closed_on, case.effective_on) == ("adopted", site_day(), site_day())
    assert organisation.status_on(site_day()) == "member"
    assert "status" not in str(AuditEntry.objects.values_list("details", flat=True))


def test_a_later_day_takes_effect_without_a_job(board, office, votes):
    case = received()
    case = preparing.enter(case=case, code="later", by=office)
    day = site_day() + 40 * DAY
    case = settling.put_before(case=case, by=office, effective_on=day)
    votes.tell(case, adopted=True)
    organisation = fresh(case).organisation
    assert organisation.status_on(day - DAY) == "applicant"
    assert organisation.status_on(day) == "member"
    assert not Organisation.objects.listed().filter(pk=organisation.pk).exists()
    assert Organisation.objects.listed(day).filter(pk=organisation.pk).exists()


def test_a_refusal_ends_the_status_of_an_applicant_and_says_how_long_data_is_kept(
    board, office, votes
):
    case = before_board(office)
    votes.tell(case, adopted=False)
    case = fresh(case)
    assert case.state == "rejected"
    assert case.organisation.status_on(site_day() + DAY) == ""
    assert case.application.keep_until == site_day() + datetime.timedelta(days=365)


def test_names_match_nothing_by_themselves(board, office):
    for _one in range(2):
        OrganisationFactory(names={"fr": "Parti du Travail"}, acronym="PT")
    assert received().organisation is None


def test_a_member_is_not_matched_as_an_applicant_for_membership(board, office):
    with pytest.raises(Refused, match="already"):
        preparing.match(case=received(), organisation=OrganisationFactory(), by=office)


def test_an_associated_partner_that_wants_more_stays_one_until_it_is_decided(board, office, votes):
    partner = OrganisationFactory(status="associated")
    case = preparing.match(case=received(), organisation=partner, by=office)
    assert partner.status_on(site_day()) == "associated"
    votes.tell(settling.put_before(case=case, by=office), adopted=False)
    assert partner.status_on(site_day() + DAY) == "associated"


def test_what_the_directory_foresees_later_is_said_and_nothing_is_matched(board, office):
    organisation = OrganisationFactory(status=None)
    change_status(organisation=organisation, status="guest", from_day=site_day() + DAY)
    case = received()
    with pytest.raises(Refused, match="foreseen"):
        preparing.match(case=case, organisation=organisation, by=office)
    assert fresh(case).organisation is None


def test_matched_by_mistake_leaves_no_trace_in_the_directory(board, office):
    wrong, right = (OrganisationFactory(status=None) for _one in range(2))
    case = preparing.match(case=received(), organisation=wrong, by=office)
    preparing.match(case=case, organisation=right, by=office)
    assert [wrong.status_on(site_day()), right.status_on(site_day())] == ["", "applicant"]


def test_an_applicant_that_is_not_in_the_directory_is_not_put_before_the_board(board, office):
    with pytest.raises(Refused, match="directory"):
        settling.put_before(case=received(), by=office)


def test_the_second_decision_is_refused_and_a_late_vote_changes_nothing(board, office, votes):
    case = before_board(office)
    # It was entered into the directory only today.
    decision = decided(held(board, days=-1), taken_on=site_day() - DAY)
    Case.objects.filter(pk=case.pk).update(received_at=case.received_at - 3 * DAY)
    case = settling.enter_decision(case=case, decision=decision, adopted=True, by=office)
    assert (case.decision, case.closed_on) == (decision, decision.taken_on)
    with pytest.raises(Refused):
        settling.enter_decision(case=case, decision=decision, adopted=False, by=office)
    votes.tell(case, adopted=False)
    assert fresh(case).state == "adopted"
    assert case.organisation.status_on(decision.taken_on) == "member"
    assert AuditEntry.objects.filter(action="case.not_settled", key=str(case.pk)).exists()


def test_a_decision_of_another_body_settles_nothing(board, office):
    case = before_board(office)
    with pytest.raises(Refused, match="another body"):
        settling.enter_decision(
            case=case, decision=decided(held(BodyFactory())), adopted=True, by=office
        )


def test_without_a_room_for_votes_the_decision_is_entered(board, office):
    case = before_board(office)
    with nobody_decides(), pytest.raises(Refused, match="enter the decision"):
        settling.propose(case=case, titles={}, texts={}, by=office)


# Opinions.


@pytest.fixture
def consulted(board, office):
    """A case from the west, on which a delegate of the west is asked; one of the east is not."""
    _west, land = region("west")
    _east, far = region("east")
    committee = BodyFactory(code="committee")
    asked = delegate(committee, organisation=OrganisationFactory(place=land))
    other = delegate(committee, organisation=OrganisationFactory(place=far))
    suspended = OrganisationFactory(place=land, status="suspended")
    delegate(committee, organisation=suspended)
    delegate(committee, role="guest", organisation=OrganisationFactory(place=land))
    case = received(place=land)
    until = site_day() + 9 * DAY
    case = preparing.ask_opinions(case=case, body=committee, until=until, by=office)
    return case, asked, other


def test_those_of_the_region_are_asked_and_nobody_else(consulted):
    case, asked, other = consulted
    assert [row.mandate.person.user for row in case.opinions.all()] == [asked]
    with pytest.raises(Refused, match="No mandate"):
        preparing.give_opinion(case=case, view="favours", text="Yes", by=other)
    preparing.give_opinion(case=case, view="against", text="No", by=asked)
    preparing.give_opinion(case=case, view="favours", text="Yes", by=asked)
    assert case.opinions.get().view == "favours"


def test_an_opinion_ends_with_the_mandate_and_with_its_day(consulted):
    case, asked, _other = consulted
    Case.objects.filter(pk=case.pk).update(opinions_until=site_day() - DAY)
    with pytest.raises(Refused, match="passed"):
        preparing.give_opinion(case=case, view="favours", text="Yes", by=asked)
    Case.objects.filter(pk=case.pk).update(opinions_until=site_day())
    Mandate.objects.filter(person__user=asked).update(ended_at=case.received_at)
    assert not Case.objects.asked_of(asked).exists()
    with pytest.raises(Refused, match="No mandate"):
        preparing.give_opinion(case=case, view="favours", text="Yes", by=asked)


def test_a_region_without_delegates_is_said_so(board, office):
    with pytest.raises(Refused, match="Nobody"):
        preparing.ask_opinions(
            case=received(), body=BodyFactory(), until=site_day() + DAY, by=office
        )
