"""What minutes, decisions and demands ask of somebody."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extranet.access import Standing
from extranet.models import Correction, Decision, Demand, FollowUp, Minutes
from extranet.waiting import Waiting, register


@register
def follow_ups(standing: Standing) -> Iterable[Waiting]:
    """Yield the tasks that are theirs to do, of decisions of bodies they sit on; one query."""
    if standing.user is None or not standing.mandates:
        return
    rows = FollowUp.objects.filter(
        owner__user=standing.user,
        done_on__isnull=True,
        decision__in=Decision.objects.visible_to(standing),
        decision__body__in=[mandate.body_id for mandate in standing.mandates],
    ).select_related("decision")
    for row in rows:
        named = {"reference": row.decision.reference, "title": row.decision.title}
        text = _("Follows from decision %(reference)s, %(title)s")
        yield Waiting(
            kind="follow-up",
            title=row.task,
            text=text % named,
            url=reverse("extranet:decision", args=[row.decision_id]) + "#follow-ups",
            due=row.due_on,
        )


@register
def corrections(standing: Standing) -> Iterable[Waiting]:
    """Yield the minutes that they keep with corrections to answer or to work in; one query."""
    if not (standing.secretariat or standing.manages):
        return
    pending = Q(corrections__state=Correction.State.OPEN) | Q(
        corrections__state=Correction.State.ACCEPTED, corrections__worked_in__isnull=True
    )
    rows = (
        _kept(Minutes.objects.visible_to(standing), standing, "meeting__body__in")
        .filter(state=Minutes.State.CIRCULATED)
        .select_related("meeting")
        .annotate(pending=Count("corrections", filter=pending))
        .filter(pending__gt=0)
    )
    for row in rows:
        said = ngettext(
            "%(count)d correction to settle", "%(count)d corrections to settle", row.pending
        )
        yield Waiting(
            kind="correction",
            title=row.meeting.title,
            text=said % {"count": row.pending},
            url=reverse("extranet:minutes", args=[row.meeting_id]) + "#corrections",
        )


@register
def demands_to_answer(standing: Standing) -> Iterable[Waiting]:
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
        yield Waiting(
            kind="demand",
            title=row.subject,
            text=text,
            url=reverse("extranet:demand", args=[row.pk]),
            due=row.convene_by,
        )


@register
def demands_to_join(standing: Standing) -> Iterable[Waiting]:
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
        yield Waiting(
            kind="demand",
            title=row.subject,
            text=_("An extraordinary meeting is demanded: do you ask for it too?"),
            url=reverse("extranet:demand", args=[row.pk]),
            due=row.closes_at.date(),
        )


def _kept(rows, standing: Standing, field: str):
    """Return the rows of bodies that the standing keeps."""
    return rows if standing.secretariat else rows.filter(**{field: standing.manages})
