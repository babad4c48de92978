"""Meetings on the overview and on the page of their body, and one's calendar."""

from cms.directory.models import Body
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.meetings.models import CalendarToken, Meeting

ON_OVERVIEW = 5
COMING = 4
PAST = 4


@panel(Place.OVERVIEW, order=10, template_name="meetings/panels/overview.html")
def next_meetings(standing: Standing, _thing) -> dict:
    """Return the next meetings that somebody sees, of all bodies."""
    rows = Meeting.objects.visible_to(standing).coming(standing.moment)
    rows = rows.exclude(convened_at__isnull=True).select_related("body")
    return {"meetings": rows[:ON_OVERVIEW]}


@panel(Place.BODY, order=20, template_name="meetings/panels/coming.html")
def coming_meetings(standing: Standing, body: Body) -> dict:
    """Return the next meetings of a body that somebody sees."""
    rows = Meeting.objects.visible_to(standing).filter(body=body)
    return {"coming": rows.coming(standing.moment)[:COMING]}


@panel(Place.BODY, order=50, template_name="meetings/panels/past.html")
def past_meetings(standing: Standing, body: Body) -> dict:
    """Return the last meetings of a body that somebody sees."""
    rows = Meeting.objects.visible_to(standing).filter(body=body)
    return {"past": rows.past(standing.moment)[:PAST]}


@panel(Place.PREFERENCES, order=10, template_name="meetings/panels/preferences.html")
def calendar(standing: Standing, _thing) -> dict:
    """Return the secret address of one's calendar, as far as it may be shown."""
    return {"token": CalendarToken.objects.filter(user=standing.user).first()}
