"""How a body takes its decisions, below the other rules on its page."""

from cms.directory.models import Body
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing


@panel(Place.BODY_RULES, order=20, template_name="ballots/panels/rules.html")
def rules_of_decisions(standing: Standing, body: Body) -> dict | None:
    """Return the link to the rules of a body, for who reads it."""
    return {"body": body} if standing.may_read(body.pk) else None
