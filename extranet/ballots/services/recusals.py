"""Recusals: who takes no part in a decision, said before it is opened."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Mandate, Organisation
from extranet.ballots.models import Ballot, Recusal
from extranet.ballots.services.holding import hold_draft
from extranet.core.services import audit
from extranet.core.standing import standing_of


@transaction.atomic
def recuse(
    *,
    ballot: Ballot,
    by,
    mandate: Mandate | None = None,
    organisation: Organisation | None = None,
    reason: str = "",
) -> Recusal:
    """Note that a mandate, or everybody who sits for an organisation, takes no part; return it.

    Who holds the mandate says so, or who manages the body. Raise Refused for others.
    """
    if (mandate is None) == (organisation is None):
        raise TypeError("a mandate or an organisation")
    ballot = hold_draft(ballot)
    if not _may(ballot, by, mandate):
        raise Refused(_("This is said by who takes no part, or by who convenes the body."))
    if mandate is not None and mandate.body_id != ballot.body_id:
        raise Refused(_("This mandate is on another body."), field="mandate")
    known = ballot.recusals.filter(mandate=mandate, organisation=organisation).first()
    if known is not None:
        return known
    recusal = Recusal.objects.create(
        ballot=ballot,
        mandate=mandate,
        organisation=organisation,
        reason=reason.strip(),
        recorded_by=by,
    )
    _record("ballot.recused", recusal, by)
    return recusal


@transaction.atomic
def take_back(*, recusal: Recusal, by) -> None:
    """Remove a recusal again, until the opening; who noted it may, or who manages the body."""
    ballot = hold_draft(recusal.ballot)
    own = by is not None and recusal.recorded_by_id == by.pk
    if not own and not standing_of(by).may_manage(ballot.body_id):
        raise Refused(_("This is said by who takes no part, or by who convenes the body."))
    _record("ballot.recusal_removed", recusal, by)
    recusal.delete()


def _may(ballot: Ballot, by, mandate: Mandate | None) -> bool:
    if by is not None and mandate is not None and mandate.person.user_id == by.pk:
        return True
    return standing_of(by).may_manage(ballot.body_id)


def _record(action: str, recusal: Recusal, by) -> None:
    audit.record(
        action,
        recusal.ballot,
        actor=by,
        body=recusal.ballot.body,
        mandate=recusal.mandate_id,
        organisation=recusal.organisation_id,
    )
