"""What a candidate does with a link that was mailed: accepts, declines, confirms an application.

The link proves the mailbox, so an account with that address is the candidate's own.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from academy.core.models import Enrolment
from academy.enrolment.services.transitions import change, fresh, hold
from cms.accounts.errors import AccountError
from cms.accounts.models import User
from cms.accounts.services.invitations import invite
from cms.core import links
from cms.core.errors import Refused

State = Enrolment.State


@transaction.atomic
def accept(
    *,
    token: str,
    consent,
    motivation: str = "",
    shows_organisation: bool = False,
    given_name: str | None = None,
    family_name: str | None = None,
    gender: str = "",
    birth_year: int | None = None,
    country=None,
) -> Enrolment:
    """Accept a nomination, with what the candidate says of themselves; give them an account.

    Names that are left out stay as who nominated typed them. Raise LinkInvalid, LinkExpired, or
    Refused once the cohort has begun or where the account was deactivated.
    """
    row = _open(token, State.NOMINATED)
    row.give_consent(consent)
    user = _account(row)
    change(
        row,
        State.ACCEPTED,
        action="accepted",
        by=user,
        user=user,
        token_digest="",
        motivation=motivation,
        shows_organisation=shows_organisation,
        given_name=row.given_name if given_name is None else given_name,
        family_name=row.family_name if family_name is None else family_name,
        gender=gender or row.gender,
        birth_year=birth_year or row.birth_year,
        country=country or row.country,
        consent_text=row.consent_text,
        consent_language=row.consent_language,
        consented_at=row.consented_at,
    )
    return row


@transaction.atomic
def decline(*, token: str, reason: str = "") -> Enrolment:
    """Decline a nomination; a `reason` is for the staff alone. Raise LinkInvalid or LinkExpired."""
    row = _opened(token, State.NOMINATED)
    change(row, State.DECLINED, action="declined", reason=reason, token_digest="")
    return row


@transaction.atomic
def confirm_application(*, token: str) -> Enrolment:
    """Let an application count, and give the candidate an account. Raise as `accept`."""
    row = _open(token, State.APPLIED)
    user = _account(row)
    change(row, State.ACCEPTED, action="application_confirmed", by=user, user=user, token_digest="")
    return row


def _opened(token: str, state: str) -> Enrolment:
    """Return the row that `token` opens, its cohort held; of two who come at once one succeeds."""
    found, _latest = links.find(Enrolment.objects, token)
    if found is None:
        raise links.LinkInvalid
    row = fresh(found, hold(found.cohort_id))
    links.check(row, token)
    if row.state != state:
        raise links.LinkInvalid
    return row


def _open(token: str, state: str) -> Enrolment:
    """Return the row as `_opened`; raise Refused once its cohort has begun or is over."""
    row = _opened(token, state)
    if row.cohort.has_started() or row.cohort.is_over():
        raise Refused(_("This cohort has begun without you: the time to answer is over."))
    return row


def _account(row: Enrolment) -> User:
    """Return the account of the candidate's address; where there is none somebody is invited."""
    user = User.objects.filter(email__iexact=row.email, is_active=True).first()
    if user is not None:
        return user
    with override(row.language):
        next_url = reverse("academy:overview")
    try:
        invitation = invite(
            email=row.email,
            by=None,
            given_name=row.given_name,
            family_name=row.family_name,
            language=row.language,
            next_url=next_url,
        )
    except AccountError as error:
        raise Refused(str(error)) from error
    return invitation.user
