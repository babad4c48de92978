"""Who may nominate whom, when and how many; and what candidates do with their links."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from academy.core.models import Enrolment, Quota
from academy.core.standing import standing_of
from academy.enrolment import querysets
from academy.enrolment.services import invitations, nominations, selection
from cms.accounts.models import Invitation
from cms.core import links
from cms.core.errors import Refused
from cms.directory.models import Representative
from tests.academy.world import nominator, party
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.academy import CohortFactory, EnrolmentFactory

State = Enrolment.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def nominate(cohort, organisation, by, email="lina@example.org", **fields):
    defaults = {"given_name": "Lina", "family_name": "Moreno", "language": "fr", "reason": "Ready."}
    return nominations.nominate(
        cohort=cohort, organisation=organisation, by=by, email=email, **defaults | fields
    )


def applied(cohort, consent, email="lina@example.org", **fields):
    defaults = {"given_name": "L", "family_name": "M", "language": "en", "motivation": "To learn."}
    return nominations.apply(cohort=cohort, consent=consent, email=email, **defaults | fields)


def token_in(message) -> str:
    """Return the token of the longest address in an e-mail."""
    return max(re.findall(r"https?://\S+", message.body), key=len).rstrip("/").split("/")[-1]


def test_a_nomination_stands_in_order_and_is_mailed(
    cohort, organisation, office, on_commit_at_once
):
    first = nominate(cohort, organisation, office)
    second = nominate(cohort, organisation, office, email="ada@example.org")
    assert (first.state, first.rank, second.rank) == (State.NOMINATED, 1, 2)
    assert first.keep_until > cohort.ends_on
    assert [message.to for message in mail.outbox] == [["lina@example.org"], ["ada@example.org"]]
    assert [e.action for e in first.history.all()] == ["nominated"]


@pytest.mark.parametrize("status", ["suspended", "guest", "left", None])
def test_who_is_no_member_does_not_nominate(cohort, status):
    organisation = OrganisationFactory(status=status)
    with pytest.raises(Refused, match=r"suspended|Only members"):
        nominate(cohort, organisation, nominator(organisation))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"published_at": None}, "over"),
        ({"closed_at": timezone.now()}, "over"),
        ({"nominations_until": timezone.now() - datetime.timedelta(minutes=1)}, "is over"),
        (
            {"nominations_from": timezone.now() + datetime.timedelta(days=1)},
            "has not begun",
        ),
    ],
)
def test_nobody_nominates_outside_the_window(organisation, office, fields, words):
    with pytest.raises(Refused, match=words):
        nominate(CohortFactory(**fields), organisation, office)
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Representative.Role.ACADEMY, True),
        (Representative.Role.INTERNATIONAL, True),
        (Representative.Role.LEADER, True),
        (Representative.Role.DELEGATE, False),
        (Representative.Role.YOUTH, False),
    ],
)
def test_only_some_roles_nominate_and_only_for_their_own(cohort, organisation, role, may):
    by = nominator(organisation, role=role)
    if may:
        nominate(cohort, organisation, by)
    else:
        with pytest.raises(Refused, match="do not nominate"):
            nominate(cohort, organisation, by)
    with pytest.raises(Refused, match="do not nominate"):
        nominate(cohort, party(), by, email="other@example.org")


def test_nobody_is_nominated_twice_in_any_spelling(cohort, organisation, office):
    nominate(cohort, organisation, office, email="li.na+academy@gmail.com")
    other = party()
    with pytest.raises(Refused) as refusal:
        nominate(cohort, other, nominator(other), email="LINA@googlemail.com")
    assert refusal.value.field == "email"


def test_the_narrower_quota_counts(cohort, region, organisation, office):
    sibling = party(region)
    Quota.objects.create(cohort=cohort, region=region, nominations=2)
    Quota.objects.create(cohort=cohort, organisation=sibling, nominations=None)
    nominate(cohort, organisation, office)
    nominate(cohort, sibling, nominator(sibling), email="a@example.org")
    with pytest.raises(Refused, match="used all"):
        nominate(cohort, sibling, nominator(sibling), email="b@example.org")
    (row,) = querysets.nominations_of({organisation.pk})
    assert (row.left, len(row.candidates)) == (0, 1)


def test_what_is_taken_back_or_declined_is_free_again(cohort, organisation, office):
    for at in range(2):
        row = nominate(cohort, organisation, office, email=f"a{at}@example.org")
    with pytest.raises(Refused, match="used all"):
        nominate(cohort, organisation, office)
    nominations.take_back(enrolment=row, by=office)
    again = nominate(cohort, organisation, office, email="a1@example.org")
    assert again.pk != row.pk
    assert querysets.nominations_of({organisation.pk})[0].left == 0


def test_the_order_is_changed_by_naming_all_of_it(cohort, organisation, office):
    rows = [nominate(cohort, organisation, office, email=f"a{at}@example.org") for at in (1, 2)]
    nominations.move(enrolment=rows[1], by=office, up=True)
    ranks = dict(cohort.enrolments.values_list("email", "rank"))
    assert ranks == {"a2@example.org": 1, "a1@example.org": 2}
    nominations.move(enrolment=rows[1], by=office, up=True)
    with pytest.raises(Refused, match="changed meanwhile"):
        nominations.rerank(cohort=cohort, organisation=organisation, by=office, order=[rows[0].pk])


def test_accepting_gives_an_account_and_works_once(
    cohort, organisation, office, consent, on_commit_at_once
):
    row = nominate(cohort, organisation, office)
    token = token_in(mail.outbox[0])
    accepted = invitations.accept(token=token, consent=consent, given_name="Lina Sofía")
    assert (accepted.state, accepted.given_name) == (State.ACCEPTED, "Lina Sofía")
    assert accepted.consented_at
    assert not accepted.user.is_active
    assert Invitation.objects.get().user == accepted.user
    assert standing_of(accepted.user).learns == frozenset()
    with pytest.raises(links.LinkInvalid):
        invitations.accept(token=token, consent=consent)
    with pytest.raises(links.LinkInvalid):
        invitations.decline(token=token)
    assert [entry.state for entry in row.history.all()] == ["nominated", "accepted"]


def test_who_has_an_account_keeps_it(cohort, organisation, office, consent, on_commit_at_once):
    user = UserFactory(email="lina@example.org")
    nominate(cohort, organisation, office, email="Lina@example.org")
    accepted = invitations.accept(token=token_in(mail.outbox[0]), consent=consent)
    assert accepted.user == user
    assert not Invitation.objects.exists()


def test_a_deactivated_account_is_not_switched_on(
    cohort, organisation, office, consent, on_commit_at_once
):
    UserFactory(email="lina@example.org", is_active=False)
    row = nominate(cohort, organisation, office)
    with pytest.raises(Refused, match="deactivated"):
        invitations.accept(token=token_in(mail.outbox[0]), consent=consent)
    row.refresh_from_db()
    assert row.state == State.NOMINATED


def test_declining_and_sending_again(cohort, organisation, office, on_commit_at_once):
    row = nominate(cohort, organisation, office)
    nominations.send_again(enrolment=row, by=office)
    first, second = map(token_in, mail.outbox)
    with pytest.raises(links.LinkInvalid):
        invitations.decline(token=first)
    declined = invitations.decline(token=second, reason="No time.")
    assert declined.state == State.DECLINED
    assert querysets.notes_on(declined).get().text == "No time."
    assert "No time." not in str(list(declined.history.values()))
    with pytest.raises(Refused, match="no invitation"):
        nominations.send_again(enrolment=row, by=office)


def test_nobody_accepts_once_it_has_begun(cohort, organisation, office, consent, on_commit_at_once):
    nominate(cohort, organisation, office)
    type(cohort).objects.filter(pk=cohort.pk).update(starts_on=timezone.localdate())
    with pytest.raises(Refused, match="begun"):
        invitations.accept(token=token_in(mail.outbox[0]), consent=consent)


def test_an_application_counts_once_confirmed(cohort, consent, on_commit_at_once):
    first = applied(cohort, consent, given_name="Lna")
    again = applied(cohort, consent, email="LINA@example.org", given_name="Lina")
    assert (again.pk, again.given_name) == (first.pk, "Lina")
    with pytest.raises(links.LinkInvalid):
        invitations.confirm_application(token=token_in(mail.outbox[0]))
    row = invitations.confirm_application(token=token_in(mail.outbox[1]))
    assert (row.state, row.organisation) == (State.ACCEPTED, None)
    assert row.user
    applied(cohort, consent, given_name="Somebody else")
    row.refresh_from_db()
    assert row.given_name == "Lina"
    assert mail.outbox[-1].subject == "Your application"


def test_an_unconfirmed_application_stands_in_no_nominations_way(
    cohort, organisation, office, consent
):
    unconfirmed = applied(cohort, consent)
    assert nominate(cohort, organisation, office).state == State.NOMINATED
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == State.WITHDRAWN


def test_no_applications_where_a_cohort_takes_none(consent):
    with pytest.raises(Refused, match="nominations only"):
        applied(CohortFactory(), consent)


def test_what_the_staff_have_not_told_is_not_in_the_candidates_history(cohort, world):
    row = EnrolmentFactory(cohort=cohort, state=State.ACCEPTED)
    selection.select(enrolment=row, by=world.staff)
    seen = querysets.history_of(row, standing_of(row.user))
    assert [entry.action for entry in seen] == ["made"]
    assert len(querysets.history_of(row, standing_of(world.staff))) == 2
