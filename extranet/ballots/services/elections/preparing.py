"""Prepares an election, opens and closes the time of its nominations, calls it off."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.core.models import ENDS_TOO_EARLY
from cms.directory.models import Body, BodyRule
from cms.directory.rules import rules_of
from cms.taxonomy.models import Place
from extranet.ballots import election_signals as signals
from extranet.ballots.counting.terms import Majority, Method
from extranet.ballots.models import Ballot, Election
from extranet.core.services import audit

from .conditions import Parity, hold, require_manager, require_state

State = Election.State
# How an election can be voted on; see docs/decisions/no-single-transferable-vote.md.
METHODS = (Method.SLATE, Method.PLURALITY, Method.APPROVAL)


def from_rules(body: Body) -> dict:
    """Return what the rules of a body say of an election of its seats: initial values of a form."""
    rules = rules_of(body)
    values = {"co_opted_in_cap": False}
    if seats := rules.get(BodyRule.Kind.SEATS):
        values |= {"seats": seats.value, "cap": seats.value}
    if term := rules.get(BodyRule.Kind.TERM):
        values["term_months"] = term.value
    if BodyRule.Kind.PARITY in rules:
        values["parity"] = Parity.PAIR
    return values


@transaction.atomic
def create(*, by, previous: Election | None = None, **fields) -> Election:
    """Return a new election, being prepared; raise Refused for what makes none."""
    election = Election(created_by=by, previous=previous, **fields)
    require_manager(election, by)
    _check(election)
    election.save()
    audit.record("election.prepared", election, actor=by, body=election.body)
    return election


@transaction.atomic
def change(*, election: Election, by, **fields) -> Election:
    """Change an election: everything while it is prepared, then the texts, and a later end of the
    nominations while these are open."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.DRAFT, State.OPEN, State.CLOSED)
    if not election.is_draft:
        _keep_the_frozen(election, fields)
    for name, value in fields.items():
        setattr(election, name, value)
    _check(election)
    election.save()
    audit.record("election.changed", election, actor=by, body=election.body, fields=sorted(fields))
    return election


def _keep_the_frozen(election: Election, fields: dict) -> None:
    for name in Election.FROZEN:
        if name in fields and fields[name] != getattr(election, name):
            raise Refused(
                _("This does not change any more: candidates rely on it since nominations opened."),
                field=name,
            )
    until = fields.get("nominations_until", election.nominations_until)
    if until < election.nominations_until:
        raise Refused(
            _("Nominations can be open longer, never shorter."), field="nominations_until"
        )
    if until != election.nominations_until:
        require_state(election, State.OPEN)


def _check(election: Election) -> None:
    """Raise Refused for conditions that do not go together."""
    if not any(election.titles.values()):
        raise Refused(_("Give it a title in one language at least."), field="titles")
    rule = election.rule
    if rule.body_id != election.body_id:
        raise Refused(_("This rule is not one of the body that elects."), field="rule")
    if rule.method not in METHODS:
        raise Refused(_("This rule does not say how candidates are voted on."), field="rule")
    if rule.majority == Majority.CONSENSUS and rule.method != Method.SLATE:
        raise Refused(_("Nobody is elected by consensus, but a list as a whole."), field="rule")
    if election.parity != Parity.QUOTA and (election.kept_women or election.kept_men):
        raise Refused(_("Seats are kept for them by a number of seats each."), field="parity")
    if election.kept_women + election.kept_men > election.seats:
        raise Refused(_("More seats are kept than there are."), field="kept_women")
    if sum(election.regions.values()) > election.seats:
        raise Refused(_("More seats are kept for regions than there are."), field="regions")
    known = Place.objects.filter(kind=Place.Kind.REGION, code__in=election.regions)
    if known.count() != len(election.regions):
        raise Refused(_("There is no such region."), field="regions")
    if election.cap is not None and election.seats > election.cap:
        raise Refused(_("The body has fewer seats at most."), field="seats")
    first, last = election.mandates_from, election.mandates_until
    if first and last and last < first:
        raise Refused(ENDS_TOO_EARLY, field="mandates_until")


@transaction.atomic
def discard(*, election: Election, by) -> None:
    """Delete an election that nobody has seen."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.DRAFT)
    audit.record("election.discarded", election, actor=by, body=election.body)
    election.delete()


@transaction.atomic
def open_nominations(*, election: Election, by) -> Election:
    """Open the time of nominations: from now on the conditions stay as they are."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.DRAFT)
    if election.nominations_until <= database_now():
        raise Refused(_("That moment has passed."), field="nominations_until")
    election.state, election.opened_at = State.OPEN, timezone.now()
    election.save(update_fields=["state", "opened_at"])
    audit.record("election.opened", election, actor=by, body=election.body)
    signals.nominations_opened.send(sender=Election, election=election, by=by)
    return election


@transaction.atomic
def close_nominations(*, election: Election, by) -> Election:
    """Close the nominations once their time is over: not a moment earlier."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.OPEN)
    if election.takes_nominations(database_now()):
        raise Refused(_("Nominations are promised to be open until the moment that was said."))
    election.state = State.CLOSED
    election.save(update_fields=["state"])
    audit.record("election.closed", election, actor=by, body=election.body)
    return election


@transaction.atomic
def void(*, election: Election, reason: str, by) -> Election:
    """Call an election off; what was named and voted stays on record."""
    election = hold(election)
    require_manager(election, by)
    require_state(election, State.OPEN, State.CLOSED, State.VOTING)
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    running = Ballot.objects.filter(
        election_round__election=election, state__in=[Ballot.State.OPEN, Ballot.State.CLOSED]
    )
    if running.exists():
        raise Refused(_("Votes were taken: void the ballot first, with its reason."))
    Ballot.objects.filter(election_round__election=election, state=Ballot.State.DRAFT).delete()
    election.state, election.void_reason = State.VOID, reason.strip()
    election.save(update_fields=["state", "void_reason"])
    audit.record("election.voided", election, actor=by, body=election.body)
    return election
