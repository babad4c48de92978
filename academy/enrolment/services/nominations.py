"""Candidates: nominated by organisations in the order of their choice, or applying themselves."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.core.models import Cohort, Enrolment
from academy.core.standing import standing_of
from academy.enrolment.quotas import nominations_used, regions_of_organisation
from academy.enrolment.retention import keep_until
from academy.enrolment.services import seating
from academy.enrolment.services.transitions import change, fresh, hold, record, write_to
from academy.enrolment.telling import stands_as_told, stands_at_all, state_as_told
from cms.core.errors import Refused
from cms.core.mail_addresses import canonical
from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import site_day

State = Enrolment.State


@transaction.atomic
def nominate(
    *,
    cohort: Cohort,
    organisation: Organisation,
    by,
    given_name: str,
    family_name: str,
    email: str,
    language: str,
    gender: str = "",
    birth_year: int | None = None,
    country=None,
    reason: str,
) -> Enrolment:
    """Nominate a candidate for `organisation`, as its last choice so far; an invitation is mailed.

    An application that nobody has confirmed gives way. Raise Refused outside the window, to who
    does not nominate for the organisation, for one that is no member, over its quota or its
    region's, and for who is among the candidates already.
    """
    cohort = hold(cohort.pk)
    _refuse_outside_window(cohort)
    if organisation.pk not in standing_of(by).nominates_for:
        raise Refused(_("You do not nominate for this organisation."))
    refuse_no_member(organisation)
    email_canonical = canonical(email)
    others = cohort.enrolments.filter(stands_at_all(), email_canonical=email_canonical)
    for unconfirmed in others.filter(state=State.APPLIED):
        change(unconfirmed, State.WITHDRAWN, action="nominated_instead", token_digest="")
    if others.exists():
        raise Refused(_("This person is among the candidates already."), field="email")
    if nominations_used(cohort).left(organisation.pk, regions_of_organisation(organisation)) == 0:
        raise Refused(_("Your organisation or its region has used all its nominations."))
    row = Enrolment.objects.create(
        cohort=cohort,
        organisation=organisation,
        nominated_by=by,
        given_name=given_name,
        family_name=family_name,
        email=email,
        email_canonical=email_canonical,
        language=language,
        gender=gender,
        birth_year=birth_year,
        country=country or organisation.place,
        reason=reason,
        rank=_last_rank(cohort, organisation) + 1,
        keep_until=keep_until(cohort),
    )
    record(row, "nominated", by=by, state=row.state)
    write_to(row, "invitation")
    return row


@transaction.atomic
def rerank(*, cohort: Cohort, organisation: Organisation, by, order: list[int]) -> None:
    """Put the candidates of `organisation` into `order`, a list of their ids. Raise Refused outside
    the window, or where it does not name all who stand, each once."""
    cohort = hold(cohort.pk)
    _refuse_outside_window(cohort)
    rows = cohort.enrolments.filter(stands_as_told(), organisation=organisation)
    rows = {row.pk: row for row in rows}
    if sorted(order) != sorted(rows):
        raise Refused(_("The candidates have changed meanwhile. Please look again."))
    for rank, pk in enumerate(order, 1):
        row = rows[pk]
        if row.rank != rank:
            row.rank = rank
            row.save(update_fields=["rank"])
            record(row, "reranked", by=by, rank=rank)


@transaction.atomic
def move(*, enrolment: Enrolment, by, up: bool) -> None:
    """Let a candidate and the one before, or after, change their ranks; at the end nothing
    happens. Raise Refused outside the window."""
    cohort = hold(enrolment.cohort_id)
    rows = cohort.enrolments.filter(stands_as_told(), organisation=enrolment.organisation_id)
    order = list(rows.order_by("rank", "pk").values_list("pk", flat=True))
    if enrolment.pk not in order:
        raise Refused(pgettext("nomination", "This candidate does not stand any more."))
    place = order.index(enrolment.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        rerank(cohort=cohort, organisation=enrolment.organisation, by=by, order=order)


@transaction.atomic
def take_back(*, enrolment: Enrolment, by) -> Enrolment:
    """Take a nomination back before a decision on it is told; its place in the quota is free again,
    and a seat that it held. Raise Refused afterwards."""
    cohort = seating.hold_as_of_now(enrolment.cohort_id)
    row = fresh(enrolment, cohort)
    told, had_seat = state_as_told(row), row.seat_number is not None
    if row.organisation_id is None or told not in (State.NOMINATED, State.ACCEPTED):
        raise Refused(_("This nomination has been decided on, and cannot be taken back."))
    change(row, State.WITHDRAWN, action="taken_back", by=by, token_digest="")
    if had_seat:
        seating.fill(cohort, [row.organisation_id])
    if told == State.ACCEPTED:
        write_to(row, "removed")
    return row


@transaction.atomic
def send_again(*, enrolment: Enrolment, by) -> Enrolment:
    """Send the invitation again with a new link; older ones are void. Raise Refused where it was
    answered, or the cohort has begun."""
    cohort = hold(enrolment.cohort_id)
    row = fresh(enrolment, cohort)
    if row.state != State.NOMINATED or cohort.has_started() or cohort.is_over():
        raise Refused(_("There is no invitation to send again."))
    record(row, "sent_again", by=by)
    write_to(row, "invitation")
    return row


@transaction.atomic
def apply(
    *,
    cohort: Cohort,
    consent,
    given_name: str,
    family_name: str,
    email: str,
    language: str,
    motivation: str,
    gender: str = "",
    birth_year: int | None = None,
    country=None,
) -> Enrolment:
    """Take down who applies alone; it counts once confirmed by a link in a mail.

    Nobody learns here who is a candidate already: they get a mail that says so, and nothing
    changes. Who applies anew before confirming counts as they wrote last. Raise Refused outside
    the window, or where the cohort takes no applications.
    """
    cohort = hold(cohort.pk)
    _refuse_outside_window(cohort)
    if not cohort.open_applications:
        raise Refused(_("This cohort takes nominations only."))
    known = canonical(email)
    row = cohort.enrolments.filter(stands_at_all(), email_canonical=known).first()
    if row is not None and row.state != State.APPLIED:
        write_to(row, "known")
        return row
    new = row is None
    row = row or Enrolment(cohort=cohort, state=State.APPLIED, email_canonical=known)
    row.given_name, row.family_name, row.email = given_name, family_name, email
    row.gender, row.birth_year, row.country = gender, birth_year, country
    row.language, row.motivation = language, motivation
    row.keep_until = keep_until(cohort)
    row.give_consent(consent)
    row.save()
    if new:
        record(row, "applied", state=row.state)
    write_to(row, "confirmation")
    return row


def refuse_no_member(organisation: Organisation) -> None:
    """Raise Refused unless `organisation` is a member, or an associated partner, today."""
    day = site_day()
    status = organisation.statuses.in_force(day).order_by("-starts_on").first()
    code = status.status if status else ""
    if code == OrganisationStatus.Status.SUSPENDED:
        raise Refused(_("The organisation is suspended and cannot nominate."))
    if code not in (OrganisationStatus.Status.MEMBER, OrganisationStatus.Status.ASSOCIATED):
        raise Refused(_("Only members and associated partners nominate."))


def _refuse_outside_window(cohort: Cohort) -> None:
    now = timezone.now()
    if cohort.takes_nominations(now):
        return
    if cohort.published_at and not cohort.closed_at and now < cohort.nominations_from:
        raise Refused(_("The time to nominate has not begun yet."))
    raise Refused(_("The time to nominate is over."))


def _last_rank(cohort: Cohort, organisation: Organisation) -> int:
    rows = cohort.enrolments.filter(stands_as_told(), organisation=organisation)
    return rows.aggregate(last=Max("rank"))["last"] or 0
