"""What minutes and decisions ask of somebody."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extranet.core.standing import Standing
from extranet.core.todo import Todo, register
from extranet.records.models import Correction, Decision, FollowUp, Minutes


@register
def follow_ups(standing: Standing) -> Iterable[Todo]:
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
        yield Todo(
            kind="follow-up",
            title=row.task,
            text=text % named,
            url=reverse("extranet:decision", args=[row.decision_id]) + "#follow-ups",
            due=row.due_on,
        )


@register
def corrections(standing: Standing) -> Iterable[Todo]:
    """Yield the minutes that they keep with corrections to answer or to work in; one query."""
    if not (standing.secretariat or standing.manages):
        return
    pending = Q(corrections__state=Correction.State.OPEN) | Q(
        corrections__state=Correction.State.ACCEPTED, corrections__worked_in__isnull=True
    )
    rows = (
        _kept(Minutes.objects.visible_to(standing), standing)
        .filter(state=Minutes.State.CIRCULATED)
        .select_related("meeting")
        .annotate(pending=Count("corrections", filter=pending))
        .filter(pending__gt=0)
    )
    for row in rows:
        text = ngettext(
            "%(count)d correction to settle", "%(count)d corrections to settle", row.pending
        )
        yield Todo(
            kind="correction",
            title=row.meeting.title,
            text=text % {"count": row.pending},
            url=reverse("extranet:minutes", args=[row.meeting_id]) + "#corrections",
        )


def _kept(rows, standing: Standing):
    """Return the minutes of bodies that the standing keeps."""
    return rows if standing.secretariat else rows.filter(meeting__body__in=standing.manages)
