"""The preparation of a case: taken up, completed, matched with the directory, given opinions on."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body, Mandate, Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from cms.taxonomy.models import Place
from extranet.core.services import audit
from extranet.core.standing import ENTITLED, standing_of
from extranet.membership import signals
from extranet.membership.models import Case, CheckedPoint, Inquiry, Note, Opinion
from extranet.membership.services import effects
from extranet.membership.services.applications import open_inquiry
from extranet.membership.services.holding import RUNNING, hold, require_text

State = Case.State


@transaction.atomic
def take_up(*, case: Case, by) -> Case:
    """Begin to examine a case that was received and return it."""
    case = hold(case, (State.RECEIVED,))
    _examine(case)
    audit.record("case.taken_up", case, actor=by, body=case.body)
    return case


def _examine(case: Case) -> None:
    case.state, case.examined_at = State.EXAMINED, case.examined_at or timezone.now()
    case.save(update_fields=["state", "examined_at"])


@transaction.atomic
def check_points(*, case: Case, points: Iterable[str], by) -> None:
    """Write down which points of the preparation are checked; the others are not (any more)."""
    case = hold(case)
    wanted = set(points) & set(CheckedPoint.Point.values)
    case.checked_points.exclude(point__in=wanted).delete()
    held = set(case.checked_points.values_list("point", flat=True))
    CheckedPoint.objects.bulk_create(
        CheckedPoint(case=case, point=point) for point in sorted(wanted - held)
    )
    audit.record("case.checked", case, actor=by, body=case.body, points=sorted(wanted))


@transaction.atomic
def note(*, case: Case, text: str, by) -> Note:
    """Add a note for those who prepare and decide; return it."""
    text = require_text(text, "text", _("Write the note."))
    row = Note.objects.create(case=case, text=text, written_by=by)
    audit.record("case.noted", case, actor=by, body=case.body)
    return row


@transaction.atomic
def inquire(*, case: Case, text: str, until: datetime.date, by) -> Inquiry:
    """Ask the applicant to add something until a day, and return the request; it goes by mail."""
    case = hold(case, Case.PREPARED)
    if case.kind != Case.Kind.ADMISSION or not hasattr(case, "application"):
        raise Refused(_("There is no applicant who could be asked."))
    text = require_text(text, "text", _("Say what is missing."))
    if until <= site_day():
        raise Refused(_("Give them some days."), field="until")
    if open_inquiry(case):
        raise Refused(_("The applicant has not answered the last request yet."))
    row = Inquiry.objects.create(case=case, text=text, until=until)
    if case.state == State.RECEIVED:
        _examine(case)
    audit.record("case.inquired", case, actor=by, body=case.body)
    signals.case_inquired.send(sender=Case, case=case, by=by)
    return row


@transaction.atomic
def match(*, case: Case, organisation: Organisation, by) -> Case:
    """Say which organisation of the directory an application is from, and return the case.

    It is an applicant from today, unless it has another status. Never matched by name: names
    repeat. Raise Refused where it is what it applies for already, or is suspended.
    """
    case = hold(case, Case.PREPARED)
    if case.kind != Case.Kind.ADMISSION:
        raise Refused(_("Only an application is matched with the directory."))
    if case.organisation_id == organisation.pk:
        return case
    status = organisation.status_on(site_day())
    if status in (case.grants, OrganisationStatus.Status.SUSPENDED):
        raise Refused(
            _("In the directory it is already: %(status)s.")
            % {"status": OrganisationStatus.Status(status).label},
            field="organisation",
        )
    running = Case.objects.filter(
        organisation=organisation, kind=Case.Kind.ADMISSION, state__in=RUNNING
    )
    if running.exists():
        raise Refused(
            _("Another application of this organisation is under way."), field="organisation"
        )
    if case.organisation_id:
        effects.unlink(case, by=by)
    case.organisation = organisation
    case.save(update_fields=["organisation"])
    effects.register_applicant(case, by=by)
    audit.record("case.matched", case, actor=by, body=case.body, organisation=organisation.pk)
    return case


@transaction.atomic
def enter(*, case: Case, code: str, by) -> Case:
    """Enter the applicant into the directory under a new code, match it, and return the case."""
    case = hold(case, Case.PREPARED)
    if Organisation.objects.filter(code=code).exists():
        raise Refused(_("Another organisation has this code."), field="code")
    written = case.application
    organisation = Organisation.objects.create(
        code=code,
        names=written.names,
        acronym=written.acronym,
        kind=written.kind,
        place=written.place,
        website=written.website,
        founded=written.founded,
    )
    return match(case=case, organisation=organisation, by=by)


def delegates_of_region(case: Case, body: Body) -> QuerySet[Mandate]:
    """Return the mandates on a body whose organisations are of the case's region, in force now.

    Without those of the organisation itself and of suspended ones. None where it has no region.
    """
    if case.place is None:
        return Mandate.objects.none()
    region = case.place.region.pk
    places = Place.objects.filter(Q(pk=region) | Q(parent=region) | Q(parent__parent=region))
    suspended = OrganisationStatus.objects.in_force(site_day()).filter(
        status=OrganisationStatus.Status.SUSPENDED
    )
    return (
        Mandate.objects.in_force_at()
        .filter(body=body, role__in=ENTITLED, organisation__place__in=places)
        .exclude(organisation=case.organisation_id)
        .exclude(organisation__in=suspended.values("organisation"))
    )


@transaction.atomic
def ask_opinions(*, case: Case, body: Body, until: datetime.date, by) -> Case:
    """Ask the delegates of the region for their opinion until a day; return the case.

    Asked again, those who have come since are added, and the day is the new one.
    """
    case = hold(case, Case.PREPARED)
    if until <= site_day():
        raise Refused(_("Give them some days."), field="until")
    asked = list(delegates_of_region(case, body))
    if not asked:
        raise Refused(_("Nobody of this region sits on this body."), field="body")
    Opinion.objects.bulk_create(
        (Opinion(case=case, mandate=mandate) for mandate in asked), ignore_conflicts=True
    )
    now = timezone.now()
    case.state, case.opinions_until = State.CONSULTED, until
    case.examined_at, case.consulted_at = case.examined_at or now, case.consulted_at or now
    case.save(update_fields=["state", "opinions_until", "examined_at", "consulted_at"])
    audit.record("case.opinions_asked", case, actor=by, body=case.body, count=len(asked))
    signals.opinions_asked.send(sender=Case, case=case, by=by)
    return case


@transaction.atomic
def give_opinion(*, case: Case, view: str, text: str, by) -> list[Opinion]:
    """Write the opinion of every mandate that `by` is asked with, and return them.

    It may be changed until the day that is given, and as long as the region is being asked.
    """
    case = hold(case, (State.CONSULTED,))
    if case.opinions_until < site_day():
        raise Refused(_("The day for opinions has passed."))
    text = require_text(text, "text", _("Say why."))
    mandates = [row.pk for row in standing_of(by).mandates]
    rows = list(case.opinions.filter(mandate__in=mandates))
    if not rows:
        raise Refused(_("No mandate that you hold now is asked for its opinion."))
    for row in rows:
        row.view, row.text, row.given_by, row.given_at = view, text, by, timezone.now()
        row.save(update_fields=["view", "text", "given_by", "given_at"])
    audit.record("case.opinion_given", case, actor=by, body=case.body)
    return rows
