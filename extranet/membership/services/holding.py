"""Holding a case while something is done with it."""

from collections.abc import Container

from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.membership.models import Case

RUNNING = (*Case.PREPARED, Case.State.BEFORE)


def hold(case: Case, states: Container[str] = RUNNING) -> Case:
    """Return the case as the database has it, held until the transaction is over.

    Raise Refused unless it is in one of the states, by default as long as it is not over.
    """
    held = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body", "organisation__place", "application__place")
        .get(pk=case.pk)
    )
    if held.state not in states:
        raise Refused(
            _("This is not possible any more: the case is in the state “%(state)s”.")
            % {"state": held.get_state_display()}
        )
    return held


def require_text(text: str, field: str, message: str) -> str:
    """Return the text without space around it; raise Refused beside its field if it is empty."""
    if not text.strip():
        raise Refused(message, field=field)
    return text.strip()
