"""Live sessions: when one meets and how one joins, the calendar's file, attendance."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView

from academy.core.models import Cohort
from academy.core.views.base import AcademyActionView
from academy.learning import calendar
from academy.learning.models import Attendance, LiveSession
from academy.learning.services import sessions as services
from academy.learning.teaching_forms import AttendanceForm, SessionForm, initial_of
from academy.learning.views.base import LearningView
from cms.core.form_fields import ConfirmForm

# How many people stand on one page of the sheet.
PAGE = 50


class SessionsView(LearningView, TemplateView):
    """The sessions of a cohort, those to come first."""

    template_name = "academy_learning/sessions.html"

    def get_context_data(self, **kwargs):
        cohort, moment = self.cohort_of(self.kwargs["code"]), self.standing.moment
        sessions = list(cohort.sessions.all())
        enrolment = self.enrolment(cohort.pk)
        mine = Attendance.objects.filter(enrolment=enrolment) if enrolment else ()
        states = {row.session_id: row.get_state_display() for row in mine}
        for session in sessions:
            session.mine = states.get(session.pk, "")
        return super().get_context_data(
            cohort=cohort,
            teaches=self.standing.may_teach(cohort.pk),
            coming=[session for session in sessions if not session.is_over(moment)],
            over=[session for session in reversed(sessions) if session.is_over(moment)],
            breadcrumbs=self.crumbs(cohort),
            **kwargs,
        )


class OfSession(LearningView):
    """A view of one session; what may not be seen is 404."""

    @cached_property
    def session(self) -> LiveSession:
        """The session that the address names, with its cohort."""
        rows = LiveSession.objects.visible_to(self.standing).select_related("cohort__course")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def cohort(self) -> Cohort:
        """The cohort that meets."""
        return self.session.cohort

    def get_done_url(self) -> str:
        return self.session.get_absolute_url()

    def get_context_data(self, **kwargs):
        trail = [
            *self.crumbs(self.cohort),
            {
                "title": pgettext("academy", "Sessions"),
                "url": reverse("academy:sessions", args=[self.cohort.code]),
            },
        ]
        return super().get_context_data(
            session=self.session,
            cohort=self.cohort,
            teaches=self.standing.may_teach(self.cohort.pk),
            breadcrumbs=trail,
            cancel_url=self.get_done_url(),
            **kwargs,
        )


class SessionView(OfSession, TemplateView):
    """One session: the link to join is there until it is over."""

    template_name = "academy_learning/session.html"

    def get_context_data(self, **kwargs):
        enrolment = self.enrolment(self.cohort.pk)
        mine = self.session.attendances.filter(enrolment=enrolment).first() if enrolment else None
        return super().get_context_data(
            mine=mine,
            over=self.session.is_over(self.standing.moment),
            begun=self.session.starts_at <= self.standing.moment,
            **kwargs,
        )


class CalendarView(OfSession):
    """A session for one's own calendar; the link to join stays here."""

    def get(self, request, *args, **kwargs):
        response = HttpResponse(
            calendar.single(self.session, request.user), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="session.ics"'
        return response


class PlanView(LearningView, AcademyActionView):
    """Plans a session."""

    template_name = "academy_learning/teaching_form.html"
    form_class = SessionForm
    done_message = gettext_lazy("The session is planned.")

    def admit(self):
        self.require(self.standing.may_teach(self.cohort.pk))

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that is to meet."""
        return self.cohort_of(self.kwargs["code"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"zone": self.cohort.time_zone}

    def act(self, data):
        services.plan(cohort=self.cohort, by=self.request.user, **data)

    def get_done_url(self):
        return reverse("academy:sessions", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cohort=self.cohort,
            title=_("Plan a session"),
            submit=_("Plan it"),
            cancel_url=self.get_done_url(),
            breadcrumbs=self.crumbs(self.cohort),
            **kwargs,
        )


class TeachingSessionView(OfSession, AcademyActionView):
    """Something that who teaches does with a session."""

    template_name = "academy_learning/teaching_form.html"

    def admit(self):
        self.require(self.standing.may_teach(self.cohort.pk))


class ChangeView(TeachingSessionView):
    """Changes a session."""

    form_class = SessionForm
    done_message = gettext_lazy("The session has been changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"zone": self.cohort.time_zone}

    def get_initial(self):
        return initial_of(self.session, SessionForm)

    def act(self, data):
        services.change(session=self.session, by=self.request.user, **data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=_("Change the session"), submit=_("Save"), **kwargs)


class CancelView(TeachingSessionView):
    """Cancels a session."""

    form_class = ConfirmForm
    done_message = gettext_lazy("The session has been cancelled.")

    def act(self, data):
        services.cancel(session=self.session, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Cancel the session"), submit=_("Cancel it"), danger=True, **kwargs
        )


class AttendanceView(TeachingSessionView):
    """Who was there."""

    form_class = AttendanceForm
    template_name = "academy_learning/attendance.html"
    done_message = gettext_lazy("Attendance is noted.")

    @cached_property
    def page(self) -> Page:
        """Those who learn in the cohort, by name, so many on a page."""
        people = self.cohort.enrolments.learning().order_by("family_name", "given_name", "pk")
        return Paginator(people, PAGE).get_page(self.request.GET.get("page"))

    def get_form_kwargs(self):
        states = dict(self.session.attendances.values_list("enrolment", "state"))
        return super().get_form_kwargs() | {
            "people": [(enrolment, states.get(enrolment.pk, "")) for enrolment in self.page]
        }

    def get_done_url(self):
        """Return the next page of the sheet, or the session after the last."""
        if self.request.method == "POST" and self.page.has_next():
            return f"{self.request.path}?page={self.page.next_page_number()}"
        return super().get_done_url()

    def act_on(self, form):
        services.note_attendance(session=self.session, by=self.request.user, states=form.states)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Attendance"), submit=_("Save"), page=self.page, **kwargs
        )
