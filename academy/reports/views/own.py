"""What a participant says at the end of a course, and their place on the list of alumni."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from academy.core.models import Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from academy.reports import surveys
from academy.reports.forms import ALUMNI, AlumniForm, SurveyForm
from academy.reports.models import AlumniEntry, SurveyReply
from academy.reports.services import alumni, survey
from cms.core.form_fields import ConfirmForm
from cms.core.models import ConsentText

A_PAGE = 100


class SurveyView(AcademyActionView):
    """Asks a participant about the cohort, once."""

    template_name = "academy/reports/survey.html"
    form_class = SurveyForm
    done_message = gettext_lazy("Thank you. Your answers are kept without your name.")

    @cached_property
    def enrolment(self) -> Enrolment:
        """The reader's own enrolment that the address names."""
        rows = Enrolment.objects.learning().filter(user=self.request.user)
        return get_object_or_404(rows.select_related("cohort__course"), pk=self.kwargs["pk"])

    def admit(self):
        self.require(surveys.is_open(self.enrolment.cohort))

    def act(self, data):
        survey.answer(enrolment=self.enrolment, answers=data)

    def get_done_url(self):
        return reverse("academy:overview")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            enrolment=self.enrolment,
            until=surveys.last_day(self.enrolment.cohort),
            fewest=surveys.FEWEST,
            answered=SurveyReply.objects.filter(pk=self.enrolment.pk).exists(),
            **kwargs,
        )


class AlumniView(AcademyView, TemplateView):
    """Who is on the list: for the staff and those who are on it. Who may join it sees how."""

    template_name = "academy/reports/alumni.html"
    section = "alumni"

    @cached_property
    def own(self) -> list[AlumniEntry]:
        """The reader's own entries."""
        rows = AlumniEntry.objects.filter(user=self.request.user)
        return list(rows.select_related("enrolment__cohort__course"))

    @cached_property
    def may_join(self) -> list[Enrolment]:
        """What the reader completed and is not on the list for."""
        rows = Enrolment.objects.filter(
            user=self.request.user, state=Enrolment.State.COMPLETED, alumni_entry=None
        )
        return list(rows.select_related("cohort__course"))

    def admit(self):
        self.require(self.standing.staff or self.own or self.may_join)

    def get_context_data(self, **kwargs):
        sees = self.standing.staff or bool(self.own)
        rows = AlumniEntry.objects.select_related(
            "enrolment__cohort__course", "enrolment__organisation"
        )
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page")) if sees else None
        return super().get_context_data(
            page_obj=page, own=self.own, may_join=self.may_join, **kwargs
        )


class JoinView(AcademyActionView):
    """Puts the reader on the list, or changes how they stand there."""

    template_name = "academy/reports/join.html"
    form_class = AlumniForm
    section = "alumni"
    done_message = gettext_lazy("You are on the list of alumni.")

    @cached_property
    def enrolment(self) -> Enrolment:
        """What the reader completed, as the address names it."""
        rows = Enrolment.objects.filter(
            user=self.request.user, state=Enrolment.State.COMPLETED
        ).select_related("cohort__course", "organisation", "certificate_details", "alumni_entry")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def admit(self):
        self.require(self.enrolment)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.enrolment.organisation}

    def get_initial(self):
        entry = getattr(self.enrolment, "alumni_entry", None)
        if entry:
            return {"name": entry.name, "shows_organisation": entry.shows_organisation}
        details = getattr(self.enrolment, "certificate_details", None)
        return {"name": details.name if details else self.enrolment.name}

    def act(self, data):
        alumni.join(enrolment=self.enrolment, **data)

    def get_done_url(self):
        return reverse("academy:alumni")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            enrolment=self.enrolment,
            asks=ConsentText.objects.current(ALUMNI) is not None,
            breadcrumbs=[{"title": _("Alumni"), "url": self.get_done_url()}],
            **kwargs,
        )


class LeaveView(AcademyActionView):
    """Takes the reader off the list."""

    template_name = "academy/reports/leave.html"
    form_class = ConfirmForm
    section = "alumni"
    done_message = gettext_lazy("You are no longer on the list of alumni.")

    @cached_property
    def entry(self) -> AlumniEntry:
        """The reader's own entry that the address names."""
        rows = AlumniEntry.objects.filter(user=self.request.user)
        return get_object_or_404(
            rows.select_related("enrolment__cohort__course"), pk=self.kwargs["pk"]
        )

    def admit(self):
        self.require(self.entry)

    def act(self, data):
        alumni.leave(entry=self.entry)

    def get_done_url(self):
        return reverse("academy:overview")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entry=self.entry,
            breadcrumbs=[{"title": _("Alumni"), "url": reverse("academy:alumni")}],
            **kwargs,
        )
