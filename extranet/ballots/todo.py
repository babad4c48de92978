"""What ballots ask of somebody: to vote, and of who manages to count, settle and sign."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from extranet.ballots.elections import todo  # noqa: F401
from extranet.ballots.lines import lines_to_cast
from extranet.ballots.models import Ballot
from extranet.ballots.stages import RELATED, Stage, stage_of
from extranet.core.standing import Standing
from extranet.core.todo import Todo, register

State = Ballot.State


@register
def votes_to_cast(standing: Standing) -> Iterable[Todo]:
    """Yield the running ballots in which they have a vote left to cast; one query."""
    if not standing.mandates:
        return
    waiting = lines_to_cast(standing).values("ballot")
    for row in Ballot.objects.visible_to(standing).filter(pk__in=waiting):
        yield Todo(
            kind="ballot",
            title=row.title,
            text=pgettext("button", "Vote"),
            url=reverse("extranet:ballot", args=[row.pk]),
            due=timezone.localdate(row.closes_at) if row.closes_at else None,
        )


@register
def ballots_to_finish(standing: Standing) -> Iterable[Todo]:
    """Yield the ballots of bodies they manage that are to be counted, settled or signed, but not
    those that they have signed; one query."""
    if not (standing.secretariat or standing.manages):
        return
    rows = Ballot.objects.visible_to(standing)
    rows = rows.overdue(standing.moment) | rows.filter(state=State.CLOSED, record=None)
    if not standing.secretariat:
        rows = rows.filter(body__in=standing.manages)
    texts = {
        Stage.OVERDUE: _("Close and count the ballot"),
        Stage.TIE: _("Settle the tie"),
        Stage.TO_SIGN: _("Sign the result of the ballot"),
    }
    rows = rows.exclude(sign_offs__user=standing.user).select_related("rule", *RELATED)
    for row in rows:
        yield Todo(
            kind="ballot",
            title=row.title,
            text=texts[stage_of(row, standing.moment)],
            url=reverse("extranet:ballot", args=[row.pk]),
        )
