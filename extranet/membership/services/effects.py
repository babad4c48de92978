"""What follows from a case for the directory: a status from a day on, mandates that end with it."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.errors import Refused
from cms.directory.models import OrganisationStatus
from cms.directory.querysets import site_day
from cms.directory.services import change_status, end_mandates_of, end_status
from extranet.membership.models import Case
from extranet.membership.terms import KEPT

Status = OrganisationStatus.Status
DAY = datetime.timedelta(days=1)
# With which statuses an organisation is what each kind of case presupposes.
PRESUPPOSED = {
    Case.Kind.SUSPENSION: (Status.MEMBER, Status.ASSOCIATED),
    Case.Kind.LIFTING: (Status.SUSPENDED,),
    Case.Kind.EXCLUSION: (Status.MEMBER, Status.ASSOCIATED, Status.SUSPENDED),
    Case.Kind.RESIGNATION: (Status.MEMBER, Status.ASSOCIATED, Status.SUSPENDED, Status.GUEST),
}
# What an organisation is after, where the case does not say.
GRANTED = {
    Case.Kind.SUSPENSION: Status.SUSPENDED,
    Case.Kind.EXCLUSION: Status.LEFT,
    Case.Kind.RESIGNATION: Status.LEFT,
}


def apply(case: Case, *, by=None) -> None:
    """Give the organisation its new status from the day of the effect.

    Who has left holds no mandate from that day; a suspension leaves mandates in force. Raise
    Refused where the directory foresees something else.
    """
    status = case.organisation.status_on(case.effective_on)
    if case.kind in PRESUPPOSED and status not in PRESUPPOSED[case.kind]:
        raise Refused(_("The status of the organisation has changed since."))
    if case.kind == Case.Kind.ADMISSION:
        # Who was entered only after the decision was an applicant for no day at all.
        _end_applicant(case, case.effective_on - DAY, by)
    _change(case, case.grants, case.effective_on, by)
    if case.grants == Status.LEFT:
        end_mandates_of(organisation=case.organisation, from_day=case.effective_on, by=by)


def register_applicant(case: Case, *, by=None) -> None:
    """Make the organisation of an application an applicant, where it has no other status."""
    today = site_day()
    if case.organisation.status_on(today) in ("", Status.LEFT):
        _change(case, Status.APPLICANT, today, by)


def _change(case: Case, status: str, from_day: datetime.date, by) -> None:
    try:
        change_status(
            organisation=case.organisation,
            status=status,
            from_day=from_day,
            note=_note(case),
            by=by,
        )
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def close_application(case: Case, *, by=None) -> None:
    """End the status of an applicant where the case ends without an admission, and say until when
    the applicant's personal data is kept."""
    if case.kind != Case.Kind.ADMISSION:
        return
    if case.organisation and case.state != Case.State.ADOPTED:
        _end_applicant(case, case.closed_on, by)
    application = getattr(case, "application", None)
    if application:
        application.keep_until = max(case.closed_on, site_day()) + KEPT
        application.save(update_fields=["keep_until"])


def unlink(case: Case, *, by=None) -> None:
    """Take the status of an applicant back from an organisation that was matched by mistake."""
    _end_applicant(case, site_day() - DAY, by)


def _end_applicant(case: Case, last_day: datetime.date, by) -> None:
    end_status(organisation=case.organisation, status=Status.APPLICANT, last_day=last_day, by=by)


def _note(case: Case) -> str:
    """Return what the directory says of the status, in the site's language: its case's number."""
    with override(settings.LANGUAGE_CODE):
        return _("Membership case %(number)s") % {"number": case.pk}
