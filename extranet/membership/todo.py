"""What membership cases ask of somebody."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.directory.querysets import site_day
from extranet.core.standing import Standing
from extranet.core.todo import Todo, register
from extranet.membership.models import Case, Hearing, Opinion
from extranet.membership.querysets import represented_by
from extranet.membership.rights import prepares

State = Case.State


@register
def opinions_owed(standing: Standing) -> Iterable[Todo]:
    """Yield the cases on which somebody is asked for an opinion; one query."""
    if not standing.mandates:
        return
    rows = Opinion.objects.filter(
        mandate__in=standing.mandates,
        given_at__isnull=True,
        case__state=State.CONSULTED,
        case__opinions_until__gte=site_day(standing.moment),
    ).select_related("case__organisation", "case__application")
    for row in rows:
        yield Todo(
            kind="opinion",
            title=row.case.title,
            text=_("Give your opinion on an application"),
            url=reverse("extranet:case-opinion", args=[row.case_id]),
            due=row.case.opinions_until,
        )


@register
def statements_owed(standing: Standing) -> Iterable[Todo]:
    """Yield the cases against an organisation that somebody represents; one query for who does."""
    led = represented_by(standing)
    if not led:
        return
    rows = Hearing.objects.filter(
        case__organisation__in=led,
        case__state__in=Case.PREPARED,
        given_at__isnull=True,
        until__gte=site_day(standing.moment),
    ).select_related("case__organisation")
    for row in rows:
        yield Todo(
            kind="statement",
            title=row.case.title,
            text=_("Your organisation is heard: give its statement"),
            url=reverse("extranet:case-statement", args=[row.case_id]),
            due=row.until,
        )


@register
def cases_to_handle(standing: Standing) -> Iterable[Todo]:
    """Yield what is to be prepared, to be put to the vote, and to be written of; one query."""
    prepared = prepares(standing)
    if not prepared and not standing.manages:
        return
    unwritten = Q(written=0, application__isnull=False, application__anonymised_at__isnull=True)
    decided = Q(state__in=(State.ADOPTED, State.REJECTED)) & unwritten
    rows = (
        Case.objects.visible_to(standing)
        .annotate(written=Count("letters"))
        .filter(Q(state__in=(*Case.PREPARED, State.BEFORE)) | decided)
        .select_related("organisation", "application")
    )
    for row in rows:
        if row.state == State.BEFORE and standing.may_manage(row.body_id):
            text, due = _("Bring the case to a decision"), None
        elif not prepared or row.state == State.BEFORE:
            continue
        elif row.is_over:
            text, due = _("Write the letter to the applicant"), None
        elif row.state == State.RECEIVED:
            text, due = _("Take up the application"), None
        else:
            text, due = _("Prepare the case"), row.opinions_until
        yield Todo(
            kind="case",
            title=row.title,
            text=text,
            url=reverse("extranet:case", args=[row.pk]),
            due=due,
        )
