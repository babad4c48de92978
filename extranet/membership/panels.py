"""Membership cases on the page of the body that decides on them; one's own on the overview."""

from cms.directory.models import Body, Organisation
from cms.directory.querysets import site_day
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.membership.models import Case
from extranet.membership.querysets import represented_by
from extranet.membership.services.effects import PRESUPPOSED

LATEST = 10


@panel(Place.BODY, order=15, template_name="membership/panels/body.html")
def cases_before(standing: Standing, body: Body) -> dict | None:
    """Return the cases that are before a body, for who reads it."""
    # Boards decide on these.
    if body.kind != Body.Kind.BOARD or not standing.may_read(body.pk):
        return None
    rows = Case.objects.visible_to(standing).filter(body=body, state=Case.State.BEFORE)
    return {"cases": rows.with_names()[:LATEST]}


@panel(Place.OVERVIEW, order=60, template_name="membership/panels/overview.html")
def own_organisations(standing: Standing, _thing) -> dict | None:
    """Return the organisations that somebody leads or speaks for abroad, which may leave."""
    led = represented_by(standing)
    if not led:
        return None
    rows = Organisation.objects.with_status(site_day(standing.moment)).filter(
        pk__in=led, status__in=PRESUPPOSED[Case.Kind.RESIGNATION]
    )
    return {"organisations": list(rows)} if rows else None
