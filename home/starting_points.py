"""Where a new statement begins: from nothing, or from what the secretariat has prepared."""

from contextvars import ContextVar

from django.shortcuts import render
from wagtail.admin.utils import set_query_params

from home.models import StartingPoint, StatementPage

# The value of `start` that stands for beginning from nothing.
NOTHING = "nothing"
# From the hook, which has the request, to the signal, which has the page; set for every new page.
_chosen: ContextVar[StartingPoint | None] = ContextVar("starting point", default=None)


def offer(request, parent_page, page_class):
    """Show what a new statement can begin with, unless it was chosen or there is nothing."""
    _chosen.set(None)
    if page_class is not StatementPage or request.method != "GET":
        return None
    start = request.GET.get("start", "")
    points = StartingPoint.objects.filter(language=parent_page.locale.language_code)
    if start == NOTHING or not points.exists():
        return None
    point = points.filter(pk=start).first() if start.isdecimal() else None
    if point is None:
        return _choices(request, parent_page, points)
    _chosen.set(point)
    return None


def begin(page, **_kwargs) -> None:
    """Fill a page that is about to be shown for the first time."""
    point = _chosen.get()
    if point is not None and isinstance(page, StatementPage):
        point.apply_to(page)
    _chosen.set(None)


def _choices(request, parent_page, points):
    here = request.get_full_path()
    return render(
        request,
        "home/admin/starting_points.html",
        {
            "parent_page": parent_page,
            "points": [
                {"point": point, "url": set_query_params(here, {"start": point.pk})}
                for point in points
            ],
            "nothing_url": set_query_params(here, {"start": NOTHING}),
        },
    )
