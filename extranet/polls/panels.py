"""Polls that run, on the page of their body; the overview has those to answer among the to-dos."""

from cms.directory.models import Body
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.polls.models import Question
from extranet.polls.services.polls import may_ask


@panel(Place.BODY, order=15, template_name="polls/panels/body.html")
def polls_of_body(standing: Standing, body: Body) -> dict | None:
    """Return the polls that run on a body, for who reads it."""
    if not standing.may_read(body.pk):
        return None
    rows = Question.objects.visible_to(standing).running(standing.moment).with_answers()
    rows = rows.filter(body=body).select_related("body").order_by("closes_at", "pk")
    return {"questions": rows, "may_ask": may_ask(standing, body)}
