"""Demands on the page of their body."""

from cms.directory.models import Body, BodyRule
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.demands.models import Demand


@panel(Place.BODY, order=10, template_name="demands/panels/body.html")
def pending_demands(standing: Standing, body: Body) -> dict | None:
    """Return the demands that are open or wait for their meeting, for who reads the body."""
    if not standing.may_read(body.pk):
        return None
    pending = (Demand.State.OPEN, Demand.State.REACHED)
    return {"demands": Demand.objects.visible_to(standing).filter(body=body, state__in=pending)}


@panel(Place.BODY_RULES, order=10, template_name="demands/panels/rules.html")
def may_demand(standing: Standing, body: Body) -> dict | None:
    """Return the link to demand a meeting, for whose seat counts, where a rule foresees it."""
    foreseen = BodyRule.Kind.EXTRAORDINARY in {rule.kind for rule in body.rules.all()}
    return {} if foreseen and standing.entitled_on(body.pk) else None
