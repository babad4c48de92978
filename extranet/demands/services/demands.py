"""The demand of an extraordinary meeting: one request a unit, against a roll that stays.

The roll is taken when the demand is opened: every entitled mandate in force on the body, or, where
the body counts by organisation, the organisations that these mandates speak for (a seat held for
no organisation is a unit of its own). It keeps its size whoever comes or goes. A request is made
by who holds the unit's mandate at that moment, and stays made when that mandate ends.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.core.models import ENDS_TOO_EARLY
from cms.directory.models import Body, BodyRule, Mandate
from cms.directory.querysets import site_day
from cms.directory.rules import reaches
from extranet.core.services import audit
from extranet.core.standing import ENTITLED, Standing, standing_of
from extranet.demands import signals
from extranet.demands.models import Demand, DemandUnit
from extranet.meetings.models import Meeting

# How long a demand can be joined, and how long a body without a rule has to convene.
OPEN_DAYS = 60
CONVENE_DAYS = 42

State = Demand.State


@transaction.atomic
def open_demand(*, body: Body, subject: str, reason: str, language: str, by) -> Demand:
    """Open a demand, with the request of who opens it; return it.

    Raise Refused for who is not entitled, and where no rule of the body says what share it takes.
    """
    standing = standing_of(by)
    if not standing.entitled_on(body.pk):
        raise Refused(_("Only who holds a seat that counts on this body can open a demand."))
    rules = {rule.kind: rule for rule in body.rules.all()}
    share = rules.get(BodyRule.Kind.EXTRAORDINARY)
    if share is None:
        raise Refused(
            _("No rule of this body says what share can demand an extraordinary meeting.")
        )
    for field, text in (("subject", subject), ("reason", reason)):
        if not text.strip():
            raise Refused(_("Say what the meeting is about, and why it cannot wait."), field=field)
    within = rules.get(BodyRule.Kind.CONVENE_WITHIN)
    mandates = Mandate.objects.in_force_at(standing.moment).filter(body=body, role__in=ENTITLED)
    units = _units(body, mandates)
    demand = Demand.objects.create(
        body=body,
        subject=subject.strip(),
        reason=reason.strip(),
        language=language,
        percent=share.value,
        articles=share.articles,
        convene_days=within.value if within else CONVENE_DAYS,
        roll_size=len(units),
        opened_by=by,
        closes_at=standing.moment + datetime.timedelta(days=OPEN_DAYS),
    )
    for unit in units:
        unit.demand = demand
    DemandUnit.objects.bulk_create(units)
    audit.record("demand.opened", demand, actor=by, body=body, percent=share.value, roll=len(units))
    signals.demand_opened.send(sender=Demand, demand=demand, by=by)
    return request(demand=demand, by=by)


def _units(body: Body, mandates) -> list[DemandUnit]:
    """Return the units of a roll, not stored yet: one a seat, or one an organisation."""
    if body.counts_by == Body.Unit.SEAT:
        return [DemandUnit(mandate=mandate) for mandate in mandates]
    mandates = list(mandates)
    organisations = dict.fromkeys(m.organisation_id for m in mandates if m.organisation_id)
    return [
        *(DemandUnit(organisation_id=pk) for pk in organisations),
        *(DemandUnit(mandate=mandate) for mandate in mandates if not mandate.organisation_id),
    ]


def units_of(demand: Demand, who) -> list[DemandUnit]:
    """Return the units of a roll that a user (or Standing) speaks for at this moment."""
    entitled = standing_of(who).entitled_on(demand.body_id)
    mandates = {mandate.pk for mandate in entitled}
    organisations = {mandate.organisation_id for mandate in entitled} - {None}
    units = demand.units.select_related("mandate__person", "organisation", "requested_by")
    mine = Q(mandate__in=mandates) | Q(organisation__in=organisations)
    return list(units.filter(mine).order_by("pk"))


def count(demand: Demand) -> int:
    """Return how many units ask for the meeting now."""
    return demand.units.asking().count()


@transaction.atomic
def request(*, demand: Demand, by) -> Demand:
    """Ask for the meeting with every unit that `by` speaks for; return the demand.

    What asks already goes on asking. The request that reaches the share makes it a duty to
    convene: once, whoever asks at the same time.
    """
    demand = _hold(demand)
    units = _own_units(demand, by)
    _check_open(demand)
    now = timezone.now()
    for unit in units:
        if unit.is_asking:
            continue
        again = unit.requested_at is not None
        unit.requested_by, unit.requested_at, unit.withdrawn_at = by, now, None
        unit.save(update_fields=["requested_by", "requested_at", "withdrawn_at"])
        audit.record(
            "demand.requested", demand, actor=by, body=demand.body, unit=unit.pk, again=again
        )
    asking = count(demand)
    if reaches(asking, demand.roll_size, demand.percent):
        demand.state, demand.reached_at = State.REACHED, now
        demand.convene_by = site_day() + datetime.timedelta(days=demand.convene_days)
        demand.save(update_fields=["state", "reached_at", "convene_by"])
        audit.record(
            *("demand.reached", demand),
            actor=by,
            body=demand.body,
            count=asking,
            roll=demand.roll_size,
        )
        signals.demand_reached.send(sender=Demand, demand=demand, by=by)
    return demand


@transaction.atomic
def withdraw(*, demand: Demand, by) -> Demand:
    """Take back the request of every unit that `by` speaks for; return the demand."""
    demand = _hold(demand)
    units = _own_units(demand, by)
    _check_open(demand)
    for unit in units:
        if unit.is_asking:
            unit.withdrawn_at = max(timezone.now(), unit.requested_at)
            unit.save(update_fields=["withdrawn_at"])
            audit.record("demand.withdrawn", demand, actor=by, body=demand.body, unit=unit.pk)
    return demand


def may_take_back(demand: Demand, who, asking: int) -> bool:
    """Return whether who opened a demand may take it back: while no other unit asks for it."""
    standing = standing_of(who)
    if standing.user is None or demand.opened_by_id != standing.user.pk:
        return False
    own = sum(unit.is_asking for unit in units_of(demand, standing))
    return demand.current_state == State.OPEN and asking == own


@transaction.atomic
def take_back(*, demand: Demand, by) -> Demand:
    """Close a demand that nobody but its opener asks for; return it."""
    demand = _hold(demand)
    _check_open(demand)
    if not may_take_back(demand, by, count(demand)):
        raise Refused(_("Others ask for this meeting too: you can withdraw your own request."))
    demand.state = State.WITHDRAWN
    demand.save(update_fields=["state"])
    audit.record("demand.taken_back", demand, actor=by, body=demand.body)
    return demand


@transaction.atomic
def create_meeting(*, demand: Demand, starts_at, ends_at, by, time_zone: str = "UTC") -> Meeting:
    """Prepare the extraordinary meeting that a demand asks for; return the draft."""
    demand = _hold(demand)
    if demand.state != State.REACHED:
        raise Refused(_("No meeting has to be convened because of this demand."))
    if demand.meeting_id:
        raise Refused(_("Its meeting is being prepared already."))
    if ends_at <= starts_at:
        raise Refused(ENDS_TOO_EARLY, field="ends_at")
    if starts_at <= timezone.now():
        raise Refused(_("That moment has passed."), field="starts_at")
    meeting = Meeting.objects.create(
        body=demand.body,
        kind=Meeting.Kind.EXTRAORDINARY,
        titles={demand.language: demand.subject},
        notes={demand.language: demand.reason},
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=time_zone,
        created_by=by,
    )
    demand.meeting = meeting
    demand.save(update_fields=["meeting"])
    audit.record("demand.meeting_prepared", demand, actor=by, body=demand.body, meeting=meeting.pk)
    return meeting


@transaction.atomic
def meeting_was_convened(meeting: Meeting, by=None) -> None:
    """Take note that the meeting a demand asks for is convened: the duty is met."""
    demand = Demand.objects.filter(meeting=meeting, state=State.REACHED).first()
    if demand:
        _move(demand, State.MET, "demand.met", by)


@transaction.atomic
def meeting_was_cancelled(meeting: Meeting, by=None) -> None:
    """Take note that the meeting a demand asks for is cancelled: the duty stands again."""
    demand = Demand.objects.filter(meeting=meeting, state__in=(State.REACHED, State.MET)).first()
    if demand:
        demand.meeting = None
        _move(demand, State.REACHED, "demand.meeting_cancelled", by, meeting=meeting.pk)


def _move(demand: Demand, state: str, action: str, by, **details) -> None:
    demand.state = state
    demand.save(update_fields=["state", "meeting"])
    audit.record(action, demand, actor=by, body=demand.body, **details)


def _hold(demand: Demand) -> Demand:
    """Return the demand as it stands, nobody else's until the transaction ends."""
    rows = Demand.objects.select_related("body")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=demand.pk)


def _own_units(demand: Demand, by) -> list[DemandUnit]:
    standing: Standing = standing_of(by)
    units = units_of(demand, standing)
    if not units:
        raise Refused(_("No mandate that you hold now is on the roll of this demand."))
    return units


def _check_open(demand: Demand) -> None:
    """Raise Refused unless requests can be made and withdrawn."""
    state = demand.current_state
    if state == State.LAPSED:
        raise Refused(_("This demand has lapsed: its time ran out before enough had asked."))
    if state == State.WITHDRAWN:
        raise Refused(_("This demand was taken back by who had opened it."))
    if state != State.OPEN:
        raise Refused(_("Enough have asked already: nothing can be added or taken back now."))
