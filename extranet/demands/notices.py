"""What demands for extraordinary meetings tell by e-mail."""

import datetime
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.directory.querysets import site_day
from extranet.core.standing import Standing, readers_of
from extranet.demands import signals
from extranet.demands.models import Demand
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import Kind, register
from extranet.notices.recipients import keepers, visible
from extranet.notices.services.reminders import Reminder
from extranet.notices.services.reminders import register as register_reminder

_DEMAND = _("Open the demand")


def of_demand(demand: Demand, at: datetime.datetime) -> QuerySet:
    """Return who may see a demand, and so join it if their unit is on its roll."""
    return readers_of(demand.body, at)


def keepers_of_demand(demand: Demand, at: datetime.datetime) -> QuerySet:
    """Return whose duty it is to convene the meeting that was demanded."""
    return keepers(demand.body, at)


def demanded(standing: Standing, demand: Demand) -> bool:
    """Return whether a demand that may be seen is still open."""
    still_open = demand.state == Demand.State.OPEN and demand.closes_at > standing.moment
    return still_open and visible(standing, demand)


def to_convene(standing: Standing, demand: Demand) -> bool:
    """Return whether a meeting must still be convened, by somebody who keeps the body."""
    return demand.state == Demand.State.REACHED and standing.may_manage(demand.body_id)


def overdue(standing: Standing, demand: Demand) -> bool:
    """Return whether it should have been convened by now."""
    late = demand.convene_by is not None and demand.convene_by < site_day(standing.moment)
    return late and to_convene(standing, demand)


register(
    40,
    Kind(
        "demand_opened",
        Demand,
        label=_("an extraordinary meeting is demanded"),
        subject=_("Extranet: a demand for a meeting"),
        sentence=_("An extraordinary meeting of one of your bodies is being demanded."),
        link=_DEMAND,
        page=("extranet:demand", "pk"),
        told=of_demand,
        due=demanded,
        related=("body",),
    ),
    Kind(
        "demand_reached",
        Demand,
        label=_("a meeting must be convened"),
        subject=_("Extranet: a meeting must be convened"),
        sentence=_("Enough members demand an extraordinary meeting: it must be convened."),
        link=_DEMAND,
        page=("extranet:demand", "pk"),
        keepers=True,
        told=keepers_of_demand,
        due=to_convene,
        deadline="convene_by",
        by=_("The last day for convening it is %(date)s."),
        declinable=False,
        related=("body",),
    ),
    Kind(
        "demand_overdue",
        Demand,
        label=_("a meeting should have been convened"),
        subject=_("Extranet: a meeting should have been convened"),
        sentence=_("An extraordinary meeting that was demanded has not been convened in time."),
        link=_DEMAND,
        page=("extranet:demand", "pk"),
        keepers=True,
        told=keepers_of_demand,
        due=overdue,
        deadline="convene_by",
        by=_("The last day for convening it was %(date)s."),
        declinable=False,
        related=("body",),
        ahead=True,
        mark=attrgetter("convene_by"),
    ),
)

announce_on(signals.demand_opened, "demand_opened", "demand")
announce_on(signals.demand_reached, "demand_reached", "demand")


@register_reminder
def demands_overdue(today: datetime.date):
    """Yield the demands whose meeting should have been convened before today."""
    late = Demand.objects.filter(state=Demand.State.REACHED, convene_by__lt=today)
    for demand in late.select_related("body"):
        yield Reminder("demand_overdue", demand)
