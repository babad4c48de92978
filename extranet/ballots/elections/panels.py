"""Elections on the page of a body: those that it holds, and those of its own seats."""

from django.db.models import Q

from cms.directory.models import Body
from extranet.ballots.models import Election
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing

UNDER_WAY = ("draft", "open", "closed", "voting")


@panel(Place.BODY, order=22, template_name="ballots/panels/elections.html")
def elections_under_way(standing: Standing, body: Body) -> dict | None:
    """Return the elections under way by a body or of its seats, for who reads it."""
    if not standing.may_read(body.pk):
        return None
    rows = Election.objects.visible_to(standing).filter(Q(body=body) | Q(seats_of=body))
    rows = rows.filter(state__in=UNDER_WAY).select_related("body", "seats_of")
    return {"elections": list(rows.order_by("nominations_until", "pk"))}
