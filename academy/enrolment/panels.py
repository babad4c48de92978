"""The reader's own places, on the first page of the academy."""

from academy.core.models import Enrolment
from academy.core.panels import panel
from academy.core.standing import Standing


@panel(order=10, template_name="academy_enrolment/panels/places.html")
def places(standing: Standing) -> dict | None:
    """Return the reader's enrolments, the latest first, or None without one; one query."""
    if not standing.enrolled:
        return None
    rows = Enrolment.objects.filter(user=standing.user).select_related("cohort__course")
    return {"places": list(rows.order_by("-cohort__starts_on", "-pk"))}
