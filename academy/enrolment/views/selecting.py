"""What the academy's staff do: see candidates side by side, select, offer, keep the places."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from academy.core.models import Cohort, Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from academy.enrolment import permissions, querysets
from academy.enrolment.export import export
from academy.enrolment.forms import ReasonForm, SeatsForm
from academy.enrolment.selection_table import page_of, selection_table
from academy.enrolment.services import nominations, places, selection
from cms.core.form_fields import ConfirmForm
from cms.core.tabular.writing import CONTENT_TYPES, WRITERS


class ForStaff:
    """What the views for the academy's staff share."""

    section = "candidates"

    def admit(self):
        self.require(self.standing.staff)

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that the address names."""
        rows = Cohort.objects.select_related("course")
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_done_url(self):
        return reverse("academy:cohort-candidates", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cohort=self.cohort, cancel_url=self.get_done_url(), breadcrumbs=self.trail(), **kwargs
        )

    def trail(self) -> list[dict]:
        """Return the way back, to the cohorts and to this one."""
        trail = [{"title": _("Candidates"), "url": reverse("academy:candidates")}]
        if self.request.path != self.get_done_url():
            trail.append({"title": str(self.cohort), "url": self.get_done_url()})
        return trail


class CohortsView(AcademyView, TemplateView):
    """The cohorts, with how many candidates and participants each has."""

    template_name = "academy_enrolment/cohorts.html"
    section = "candidates"

    def admit(self):
        self.require(self.standing.staff)

    def get_context_data(self, **kwargs):
        return super().get_context_data(cohorts=querysets.cohorts_with_counts(), **kwargs)


class CandidatesView(ForStaff, AcademyView, TemplateView):
    """The candidates of a cohort side by side, with what the selection aims at."""

    template_name = "academy_enrolment/candidates.html"

    def get_context_data(self, **kwargs):
        places.lapse_offers(cohort=self.cohort)
        table = selection_table(self.cohort)
        page = page_of(table, self.request.GET.get("page"))
        for row in (row for group in table.groups for row in group.rows):
            row.acts = [(name, ACTS[name][0]) for name in permissions.staff_acts(row.enrolment)]
        return super().get_context_data(table=table, page=page, **kwargs)


class SendOffersView(ForStaff, AcademyActionView):
    """Offers a place to everybody who is selected."""

    template_name = "academy_enrolment/act.html"
    form_class = ConfirmForm

    def act(self, data):
        self.sent = selection.send_offers(cohort=self.cohort, by=self.request.user)

    def get_done_message(self):
        return ngettext(
            "%(count)s place has been offered.", "%(count)s places have been offered.", self.sent
        ) % {"count": self.sent}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Send the offers"),
            text=_("Everybody who is selected gets an offer by e-mail, and confirms or declines."),
            submit=_("Send the offers"),
            **kwargs,
        )


class SeatsView(ForStaff, AcademyActionView):
    """Changes how many seats a cohort has."""

    template_name = "academy_enrolment/act.html"
    form_class = SeatsForm
    done_message = gettext_lazy("The number of seats has been changed.")

    def get_initial(self):
        return {"seats": self.cohort.seats}

    def act(self, data):
        selection.set_seats(cohort=self.cohort, by=self.request.user, seats=data["seats"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=_("Seats"), submit=_("Save"), **kwargs)


class ExportView(ForStaff, AcademyView):
    """The candidates of a cohort as a file."""

    def get(self, request, *args, **kwargs):
        file_format = kwargs["file_format"]
        self.require(file_format in WRITERS)
        content = export(cohort=self.cohort, file_format=file_format, by=request.user)
        response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
        name = f"{self.cohort.code}.{file_format}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class CandidateView(AcademyView, TemplateView):
    """One candidate with all that was said, and the history."""

    template_name = "academy_enrolment/candidate.html"
    section = "candidates"

    def admit(self):
        self.require(self.standing.staff)

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.select_related(
            "cohort__course", "organisation", "user", "country", "nominated_by"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        cohort = self.enrolment.cohort
        return super().get_context_data(
            enrolment=self.enrolment,
            cohort=cohort,
            history=querysets.history_of(self.enrolment, self.standing),
            notes=querysets.notes_on(self.enrolment),
            acts=[(name, ACTS[name][0]) for name in permissions.staff_acts(self.enrolment)],
            breadcrumbs=[
                {"title": _("Candidates"), "url": reverse("academy:candidates")},
                {
                    "title": str(cohort),
                    "url": reverse("academy:cohort-candidates", args=[cohort.code]),
                },
            ],
            **kwargs,
        )


# What the staff do with one candidate: what the button says, what is asked, the service.
ACTS = {
    "send-again": (
        gettext_lazy("Send the invitation again"),
        ConfirmForm,
        lambda data, **who: nominations.send_again(**who),
    ),
    "select": (
        gettext_lazy("Select"),
        ConfirmForm,
        lambda data, **who: selection.select(**who),
    ),
    "wait": (
        gettext_lazy("Put on the waiting list"),
        ConfirmForm,
        lambda data, **who: selection.put_on_waiting_list(**who),
    ),
    "not-select": (
        gettext_lazy("Do not select"),
        ReasonForm,
        lambda data, **who: selection.do_not_select(reason=data["reason"], **who),
    ),
    "reconsider": (
        gettext_lazy("Decide anew"),
        ConfirmForm,
        lambda data, **who: selection.reconsider(**who),
    ),
    "no-show": (
        gettext_lazy("Did not come"),
        ConfirmForm,
        lambda data, **who: places.mark_no_show(**who),
    ),
    "remove": (
        gettext_lazy("Remove"),
        ReasonForm,
        lambda data, **who: places.remove(reason=data["reason"], **who),
    ),
}
# What is decided in a row, one candidate after the other, leads back to the table.
IN_A_ROW = {"select", "wait", "not-select", "reconsider"}


class StaffActView(AcademyActionView):
    """Does one thing with one candidate, after asking."""

    template_name = "academy_enrolment/act.html"
    section = "candidates"

    def admit(self):
        self.require(self.standing.staff and self.kwargs["act"] in ACTS)
        self.require(self.kwargs["act"] in permissions.staff_acts(self.enrolment))

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.select_related("cohort__course")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_class(self):
        return ACTS[self.kwargs["act"]][1]

    def act(self, data):
        do = ACTS[self.kwargs["act"]][2]
        do(data, enrolment=self.enrolment, by=self.request.user)

    def get_done_url(self):
        if self.kwargs["act"] in IN_A_ROW:
            url = reverse("academy:cohort-candidates", args=[self.enrolment.cohort.code])
            return f"{url}#candidate-{self.enrolment.pk}"
        return reverse("academy:candidate", args=[self.enrolment.pk])

    def get_context_data(self, **kwargs):
        label = ACTS[self.kwargs["act"]][0]
        return super().get_context_data(
            enrolment=self.enrolment,
            title=label,
            submit=label,
            danger=self.kwargs["act"] in ("remove", "no-show"),
            cancel_url=self.get_done_url(),
            **kwargs,
        )
