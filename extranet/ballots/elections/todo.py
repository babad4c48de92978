"""What elections ask of somebody: to name candidates, to answer, to lead them on."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.directory.models import Organisation
from cms.directory.querysets import site_day
from extranet.ballots.models import Election, Nomination
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.core.standing import ENTITLED, Standing
from extranet.core.todo import Todo, register

State = Election.State


@register
def elections_to_go_on(standing: Standing) -> Iterable[Todo]:
    """Yield the elections for which an organisation of theirs has named nobody, or only one of a
    woman and a man where both are asked for, and those that wait for who leads them; two queries.
    """
    seats, speaks = _who_names(standing)
    leads = standing.secretariat or standing.manages
    if not (seats or speaks or leads):
        return
    mine = Q(nominations__organisation__in=[*speaks, *(seat for _body, seat in seats)]) & Q(
        nominations__state__in=["open", "admitted"]
    )
    signed = Q(rounds__ballot__record__isnull=False)
    rows = Election.objects.visible_to(standing).filter(
        state__in=(State.OPEN, State.CLOSED, State.VOTING)
    )
    rows = rows.annotate(
        named=Count("nominations", filter=mine, distinct=True),
        signed=Count("rounds", filter=signed, distinct=True),
    )
    for row in rows:
        if row.takes_nominations(standing.moment):
            yield from _to_name(
                row, {*speaks, *(seat for body, seat in seats if body == row.body_id)}
            )
        elif standing.may_manage(row.body_id) and (row.state != State.VOTING or row.signed):
            yield _to_lead(row)


def _who_names(standing: Standing) -> tuple[set[tuple[int, int]], set[int]]:
    """Return for which organisations somebody names candidates: by seat, as body and organisation,
    and whichever body elects, for those they represent."""
    seats = {
        (m.body_id, m.organisation_id)
        for m in standing.mandates
        if m.role in ENTITLED and m.organisation_id
    }
    speaks = {row.organisation_id for row in standing.represents}
    wanted = speaks | {organisation for _body, organisation in seats}
    if not wanted:
        return set(), set()
    rows = Organisation.objects.with_status(site_day(standing.moment))
    voting = set(
        rows.filter(pk__in=wanted, status__in=VOTING_STATUSES).values_list("pk", flat=True)
    )
    return {seat for seat in seats if seat[1] in voting}, speaks & voting


def _to_name(row: Election, organisations: set[int]) -> Iterable[Todo]:
    each = 2 if row.parity == Election.Parity.PAIR else 1
    if organisations and row.named < each * len(organisations):
        yield Todo(
            kind="election",
            title=row.title,
            text=_("Name your candidates"),
            url=reverse("extranet:election", args=[row.pk]),
            due=timezone.localdate(row.nominations_until),
        )


def _to_lead(row: Election) -> Todo:
    texts = {
        State.OPEN: _("Close the nominations"),
        State.CLOSED: _("Admit the candidates and prepare the vote"),
        State.VOTING: _("Give the elected their mandates, or prepare the runoff"),
    }
    return Todo(
        kind="election",
        title=row.title,
        text=texts[row.state],
        url=reverse("extranet:election", args=[row.pk]),
    )


@register
def nominations_to_answer(standing: Standing) -> Iterable[Todo]:
    """Yield the elections for which they are named and have not answered; one query."""
    if standing.user is None:
        return
    rows = Nomination.objects.filter(
        person__user=standing.user,
        accepted_at=None,
        state=Nomination.State.OPEN,
        election__state__in=[State.OPEN, State.CLOSED],
    ).select_related("election")
    for row in rows:
        yield Todo(
            kind="election",
            title=row.election.title,
            text=_("You are named: do you stand?"),
            url=reverse("extranet:nomination-accept", args=[row.pk]),
            due=timezone.localdate(row.election.nominations_until),
        )
