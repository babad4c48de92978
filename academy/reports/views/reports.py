"""The figures of cohorts and what participants said of them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from academy.core.models import Cohort
from academy.core.views.base import AcademyView
from academy.reports import figures, surveys
from cms.core.tabular.writing import CONTENT_TYPES, WRITERS

A_PAGE = 25


class ReportsView(AcademyView, TemplateView):
    """The cohorts whose figures the reader may see."""

    template_name = "academy/reports/reports.html"
    section = "reports"

    def admit(self):
        self.require(self.standing.staff or self.standing.teaches)

    def get_context_data(self, **kwargs):
        rows = Cohort.objects.select_related("course")
        if not self.standing.staff:
            rows = rows.filter(pk__in=self.standing.teaches)
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page_obj=page, **kwargs)


class OfCohort(AcademyView):
    """What all reports of one cohort share: for the staff and who teaches it."""

    section = "reports"

    def admit(self):
        self.require(self.standing.may_teach(self.cohort.pk))

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that the address names."""
        return get_object_or_404(Cohort.objects.select_related("course"), code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Reports"), "url": reverse("academy:reports")}]
        own = reverse("academy:report", args=[self.cohort.code])
        if self.request.path != own:
            trail.append({"title": str(self.cohort), "url": own})
        return super().get_context_data(cohort=self.cohort, breadcrumbs=trail, **kwargs)


class ReportView(OfCohort, TemplateView):
    """Enrolment and completion by organisation, region and gender."""

    template_name = "academy/reports/report.html"

    def get_context_data(self, **kwargs):
        found = figures.figures_of(self.cohort)
        charts = figures.charts(found, whole=self.standing.staff)
        if self.standing.staff:
            charts.insert(0, figures.state_chart(found))
        return super().get_context_data(
            figures=found,
            charts=charts,
            few=found.total.participants < figures.FEWEST,
            fewest=figures.FEWEST,
            **kwargs,
        )


class TableView(OfCohort, View):
    """All groups as a file, for the staff: small ones are told."""

    def admit(self):
        self.require(self.standing.staff)

    def get(self, request, code: str, file_format: str):
        if file_format not in WRITERS:
            raise Http404
        content = WRITERS[file_format](*figures.table(figures.figures_of(self.cohort)))
        response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
        name = f"cohort-{self.cohort.code}.{file_format}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "private, no-store"
        return response


class FeedbackView(OfCohort, TemplateView):
    """What participants answered to the survey, once it is over."""

    template_name = "academy/reports/feedback.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            results=surveys.results_of(self.cohort),
            until=surveys.last_day(self.cohort),
            fewest=surveys.FEWEST,
            **kwargs,
        )
