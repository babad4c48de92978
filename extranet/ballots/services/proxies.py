"""Proxies: a seat's vote given to another seat, before the vote is opened."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, Proxy, RollExclusion
from extranet.ballots.services.holding import hold_draft
from extranet.ballots.services.roll import Roll, key_of, line_key, roll_now
from extranet.core.services import audit

Reason = RollExclusion.Reason


@transaction.atomic
def give(*, ballot: Ballot, giver: Mandate, holder: Mandate, by) -> Proxy:
    """Give the vote of a seat to the holder of another; return the proxy.

    Only who holds the seat gives it. Raise Refused where the terms allow no proxy or no more of
    them, where one of the two would not be on the roll, and where the holder has given theirs.
    """
    ballot = hold_draft(ballot)
    terms = ballot.terms
    if not terms.proxies:
        raise Refused(_("The rule of this decision knows no proxies."))
    if by is None or giver.person.user_id != by.pk:
        raise Refused(_("A proxy is given by who holds the seat, and by nobody else."))
    moment = database_now()
    roll = roll_now(ballot, moment)
    if not _may_vote(giver, ballot, roll, moment):
        raise Refused(_("You would have no vote in this, and so none to give."))
    if not _may_vote(holder, ballot, roll, moment):
        raise Refused(_("They would have no vote in this themselves."), field="holder")
    giving, holding = (key_of(mandate, terms.unit) for mandate in (giver, holder))
    if giving == holding or giver.person_id == holder.person_id:
        raise Refused(_("A proxy is given to another vote."), field="holder")
    _check_others(ballot, giving, holding, holder)
    proxy = Proxy.objects.create(ballot=ballot, giver=giver, holder=holder, given_by=by)
    audit.record(
        *("ballot.proxy_given", ballot),
        actor=by,
        body=ballot.body,
        giver=giver.pk,
        holder=holder.pk,
    )
    return proxy


def _may_vote(mandate: Mandate, ballot: Ballot, roll: Roll, moment: datetime.datetime) -> bool:
    """Return whether a mandate speaks for a vote that would be on the roll at a moment."""
    excluded = {row.mandate_id for row in roll.exclusions if row.reason != Reason.SAME_ORGANISATION}
    return (
        mandate.body_id == ballot.body_id
        and mandate.gives_right_at(moment)
        and mandate.pk not in excluded
        and key_of(mandate, ballot.terms.unit) in {line_key(line) for line in roll.lines}
    )


def _check_others(ballot: Ballot, giving, holding, holder: Mandate) -> None:
    rows = ballot.proxies.filter(withdrawn_at__isnull=True).select_related("giver", "holder")
    unit = ballot.terms.unit
    given = {key_of(row.giver, unit) for row in rows}
    held = {key_of(row.holder, unit) for row in rows}
    if giving in given:
        raise Refused(_("You have given a proxy already: withdraw it first."))
    if giving in held:
        raise Refused(_("You hold a proxy yourself: who votes for others votes in person."))
    if holding in given:
        raise Refused(_("They have given their own vote away."), field="holder")
    if sum(row.holder.person_id == holder.person_id for row in rows) >= ballot.terms.proxies:
        raise Refused(
            _("They hold as many proxies as one may: %(most)s.") % {"most": ballot.terms.proxies},
            field="holder",
        )


@transaction.atomic
def withdraw(*, proxy: Proxy, by) -> Proxy:
    """Take a proxy back, or give it back; who gave it and who holds it may, until the opening."""
    ballot = hold_draft(proxy.ballot)
    proxy = Proxy.objects.select_related("giver__person", "holder__person").get(pk=proxy.pk)
    people = {proxy.giver.person.user_id, proxy.holder.person.user_id} - {None}
    if by is None or by.pk not in people:
        raise Refused(_("A proxy is withdrawn by who gave it, or given back by who holds it."))
    if proxy.withdrawn_at is None:
        proxy.withdrawn_at = database_now()
        proxy.save(update_fields=["withdrawn_at"])
        audit.record(
            *("ballot.proxy_withdrawn", ballot),
            actor=by,
            body=ballot.body,
            giver=proxy.giver_id,
            holder=proxy.holder_id,
        )
    return proxy
