"""What is to be done about certificates."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Cohort, Enrolment
from academy.core.standing import Standing
from academy.core.todo import Todo, register
from cms.directory.querysets import site_day


@register
def names_to_write(standing: Standing) -> Iterable[Todo]:
    """Ask who has completed for the name on the certificate."""
    if not standing.learns:
        return
    rows = Enrolment.objects.filter(
        user=standing.user, state=Enrolment.State.COMPLETED, certificate_details=None
    )
    for row in rows.select_related("cohort__course"):
        yield Todo(
            str(row.cohort),
            _("Say how your name is to be written on your certificate."),
            reverse("academy:certificate", args=[row.pk]),
        )


@register
def cohorts_to_close(standing: Standing) -> Iterable[Todo]:
    """Ask the staff to close the cohorts that are over."""
    if not standing.staff:
        return
    rows = Cohort.objects.filter(
        opened_at__isnull=False, closed_at=None, ends_on__lt=site_day(standing.moment)
    )
    for row in rows.select_related("course").order_by("ends_on"):
        yield Todo(
            str(row),
            _("The cohort is over: see who completed it, and close it."),
            reverse("academy:completion", args=[row.code]),
        )


@register
def certificates_to_issue(standing: Standing) -> Iterable[Todo]:
    """Ask the staff to issue the certificates whose names are written."""
    if not standing.staff:
        return
    waiting = Enrolment.objects.filter(
        state=Enrolment.State.COMPLETED, certificate_details__isnull=False, certificates=None
    )
    counts: dict[int, int] = {}
    for cohort_id in waiting.values_list("cohort_id", flat=True):
        counts[cohort_id] = counts.get(cohort_id, 0) + 1
    for row in Cohort.objects.filter(pk__in=counts).select_related("course"):
        count = counts[row.pk]
        said = ngettext(
            "%(count)s certificate can be issued.", "%(count)s certificates can be issued.", count
        )
        yield Todo(
            str(row), said % {"count": count}, reverse("academy:completion", args=[row.code])
        )
