"""What demands ask of somebody: to convene the meeting, or to join."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from extranet.core.standing import Standing
from extranet.core.todo import Todo, register
from extranet.demands.models import Demand


@register
def demands_to_answer(standing: Standing) -> Iterable[Todo]:
    """Yield the meetings that have to be convened: to who convenes them, and, once the day has
    passed, to who asked for them; one query."""
    if standing.user is None:
        return
    rows = (
        Demand.objects.visible_to(standing)
        .filter(state=Demand.State.REACHED)
        .select_related("body")
        .annotate(
            asked=Count(
                "units",
                filter=Q(
                    units__requested_by=standing.user,
                    units__requested_at__isnull=False,
                    units__withdrawn_at__isnull=True,
                ),
            )
        )
    )
    for row in rows:
        if standing.may_manage(row.body_id):
            text = _("Overdue: convene it now") if row.is_overdue else _("Convene the meeting")
        elif row.is_overdue and row.asked:
            text = _("The meeting that you asked for is overdue")
        else:
            continue
        yield Todo(
            kind="demand",
            title=row.subject,
            text=text,
            url=reverse("extranet:demand", args=[row.pk]),
            due=row.convene_by,
        )


@register
def demands_to_join(standing: Standing) -> Iterable[Todo]:
    """Yield the open demands on which a unit of theirs has not asked yet; one query."""
    mandates = [m for body in standing.reads for m in standing.entitled_on(body)]
    if not mandates:
        return
    speaks = Q(units__mandate__in=mandates) | Q(
        units__organisation__in=[m.organisation_id for m in mandates if m.organisation_id]
    )
    silent = Q(units__requested_at__isnull=True)
    rows = (
        Demand.objects.visible_to(standing)
        .running(standing.moment)
        .annotate(silent=Count("units", filter=speaks & silent))
        .filter(silent__gt=0)
    )
    for row in rows:
        yield Todo(
            kind="demand",
            title=row.subject,
            text=_("An extraordinary meeting is demanded: do you ask for it too?"),
            url=reverse("extranet:demand", args=[row.pk]),
            due=row.closes_at.date(),
        )
