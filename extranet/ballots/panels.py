"""Ballots on the page of their body and of their meeting."""

from itertools import groupby

from cms.directory.models import Body
from extranet.ballots import rule_panels  # noqa: F401
from extranet.ballots.elections import panels  # noqa: F401
from extranet.ballots.models import Ballot
from extranet.ballots.stages import RELATED, Stage, stage_of
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.meetings.models import Meeting


@panel(Place.BODY, order=20, template_name="ballots/panels/body.html")
def running_ballots(standing: Standing, body: Body) -> dict | None:
    """Return the ballots that take votes, for who reads the body."""
    if not standing.may_read(body.pk):
        return None
    rows = Ballot.objects.visible_to(standing).filter(body=body).running(standing.moment)
    found = list(rows.select_related("body"))
    for row in found:
        row.stage = Stage.RUNNING
    return {"ballots": found}


@panel(Place.MEETING, order=20, template_name="ballots/panels/meeting.html")
def ballots_of_meeting(standing: Standing, meeting: Meeting) -> dict | None:
    """Return the ballots of a meeting by the points of its agenda, for who reads the body."""
    if not standing.may_read(meeting.body_id):
        return None
    rows = Ballot.objects.visible_to(standing).filter(meeting=meeting)
    rows = rows.select_related("body", "rule", "item", *RELATED)
    found = list(rows.order_by("item__position", "item", "position", "pk"))
    for row in found:
        row.stage = stage_of(row, standing.moment)
    may_prepare = standing.may_manage(meeting.body_id) and meeting.state in ("draft", "convened")
    if not (found or may_prepare):
        return None
    by_item = [(item, list(some)) for item, some in groupby(found, key=lambda row: row.item)]
    return {"meeting": meeting, "ballots": by_item, "may_prepare": may_prepare}
