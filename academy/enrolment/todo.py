"""What enrolment asks of somebody: offers to answer, candidates to choose among."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Enrolment
from academy.core.standing import Standing
from academy.core.todo import Todo, register
from academy.enrolment.querysets import cohorts_to_decide, nominations_of


@register
def offers_to_answer(standing: Standing) -> Iterable[Todo]:
    """Yield the places that the reader has been offered: one query."""
    if not standing.enrolled:
        return
    rows = Enrolment.objects.filter(
        user=standing.user, state=Enrolment.State.OFFERED, offered_until__gt=standing.moment
    )
    for enrolment in rows.select_related("cohort__course"):
        yield Todo(
            title=str(enrolment.cohort),
            text=_("Confirm or decline your place"),
            url=reverse("academy:enrolment", args=[enrolment.pk]),
            due=enrolment.offered_until,
        )


@register
def nominations_left(standing: Standing) -> Iterable[Todo]:
    """Yield the cohorts for which the reader's organisations can still nominate."""
    if not standing.nominates_for:
        return
    for row in nominations_of(standing.nominates_for, moment=standing.moment):
        if row.is_open and row.left != 0 and not row.candidates:
            yield Todo(
                title=str(row.cohort),
                text=_("Nominate a candidate for %(organisation)s")
                % {"organisation": row.organisation.acronym or row.organisation.name},
                url=reverse("academy:nominate", args=[row.cohort.code, row.organisation.code]),
                due=row.cohort.nominations_until,
            )


@register
def candidates_to_choose(standing: Standing) -> Iterable[Todo]:
    """Yield the cohorts in which candidates wait for the staff to decide: one query."""
    if not standing.staff:
        return
    for cohort in cohorts_to_decide():
        yield Todo(
            title=str(cohort),
            text=ngettext(
                "%(count)s candidate to decide on",
                "%(count)s candidates to decide on",
                cohort.undecided,
            )
            % {"count": cohort.undecided},
            url=reverse("academy:cohort-candidates", args=[cohort.code]),
        )
