"""Keeps a ballot's row from others, such that votes and the close never come between each other.

Who votes shares the row, so that many vote at a time; who opens, changes, extends, voids or closes
has it alone, and waits for the votes under way. SQLite lets one write at a time anyway.
"""

from django.db import connection
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.ballots.models import Ballot
from extranet.core.standing import Standing, standing_of

State = Ballot.State


def hold(ballot: Ballot) -> Ballot:
    """Return the ballot as it stands, nobody else's until the transaction ends."""
    rows = Ballot.objects.select_related("body", "rule")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=ballot.pk)


def share(ballot: Ballot) -> Ballot:
    """Return the ballot as it stands, and as it stays until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM ballots_ballot WHERE id = %s FOR SHARE", [ballot.pk])
    return Ballot.objects.select_related("body", "rule").get(pk=ballot.pk)


def hold_draft(ballot: Ballot) -> Ballot:
    """Return the ballot held; raise Refused where it was opened already."""
    ballot = hold(ballot)
    if ballot.state != State.DRAFT:
        raise Refused(_("This vote was opened: nothing of it can change any more."))
    return ballot


def require_manager(ballot: Ballot, by, at=None) -> Standing:
    """Return the standing of `by`; raise Refused unless they manage the ballot's body."""
    standing = standing_of(by, at)
    if not standing.may_manage(ballot.body_id):
        raise Refused(_("Only who convenes this body can do this."))
    return standing
