"""The way to the list of alumni, on the first page of the academy."""

from django.db.models import Q

from academy.core.models import Enrolment
from academy.core.panels import panel
from academy.core.standing import Standing


@panel(order=90, template_name="academy/reports/panels/alumni.html")
def alumni(standing: Standing) -> dict | None:
    """Return something for who is on the list or can join it, else None; one query."""
    if not standing.enrolled:
        return None
    own, listed = Q(user=standing.user), Q(alumni_entry__user=standing.user)
    rows = Enrolment.objects.filter(own & Q(state=Enrolment.State.COMPLETED) | listed)
    entries = list(rows.values_list("alumni_entry__user", flat=True))
    return {"listed": standing.user.pk in entries} if entries else None
