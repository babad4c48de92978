"""What representatives do: nominate, put in order, take back, see where their own stand."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from academy.core.models import Cohort, Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from academy.enrolment import permissions, querysets
from academy.enrolment.forms import NominationForm
from academy.enrolment.services import nominations
from cms.core.form_fields import ConfirmForm
from cms.directory.models import Organisation

A_PAGE = 50


class Nominating:
    """What all views for representatives share."""

    section = "nominations"

    def admit(self):
        self.require(bool(self.standing.nominates_for))
        return super().admit()

    def get_done_url(self):
        return reverse("academy:nominations")


class NominationsView(Nominating, AcademyView, TemplateView):
    """The cohorts that take nominations, what is left of each, and the party's own candidates."""

    template_name = "academy_enrolment/nominations.html"

    def get_context_data(self, **kwargs):
        rows = querysets.nominations_of(self.standing.nominates_for, moment=self.standing.moment)
        candidates = [candidate for row in rows for candidate in row.candidates]
        page = Paginator(candidates, A_PAGE).get_page(self.request.GET.get("page"))
        shown = {candidate.pk for candidate in page}
        for row in rows:
            some = bool(row.candidates)
            row.candidates = [one for one in row.candidates if one.pk in shown]
            row.is_shown = bool(row.candidates) or (not some and page.number == 1)
        rows = [row for row in rows if row.is_shown]
        return super().get_context_data(rows=rows, page=page, **kwargs)


class NominateView(Nominating, AcademyActionView):
    """Nominates a candidate for a cohort; what speaks against it shows in the form."""

    template_name = "academy_enrolment/nominate.html"
    form_class = NominationForm
    done_message = _("The candidate has been nominated, and gets an invitation by e-mail.")

    def admit(self):
        super().admit()
        self.require(self.organisation.pk in self.standing.nominates_for)

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort of the address, if everybody may know of it."""
        rows = Cohort.objects.public().select_related("course")
        return get_object_or_404(rows, code=self.kwargs["code"])

    @cached_property
    def organisation(self) -> Organisation:
        return get_object_or_404(Organisation, code=self.kwargs["organisation"])

    def act(self, data):
        nominations.nominate(
            cohort=self.cohort, organisation=self.organisation, by=self.request.user, **data
        )

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Nominations"), "url": self.get_done_url()}]
        return super().get_context_data(
            cohort=self.cohort, organisation=self.organisation, breadcrumbs=trail, **kwargs
        )


class MoveView(Nominating, AcademyView):
    """Moves a candidate up or down among those of the same organisation."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        enrolment = get_object_or_404(Enrolment.objects.visible_to(self.standing), pk=kwargs["pk"])
        self.require(enrolment.organisation_id in self.standing.nominates_for)
        nominations.move(
            enrolment=enrolment, by=request.user, up=request.POST.get("direction") == "up"
        )
        return redirect(f"{self.get_done_url()}#candidate-{enrolment.pk}")


class NominationActView(Nominating, AcademyActionView):
    """Something done with a nomination, after asking."""

    template_name = "academy_enrolment/act.html"
    form_class = ConfirmForm
    title = text = submit = ""
    service = allowed = None
    danger = False

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.visible_to(self.standing).select_related("cohort__course")
        enrolment = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.require(type(self).allowed(self.standing, enrolment))
        return enrolment

    def act(self, data):
        type(self).service(enrolment=self.enrolment, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            enrolment=self.enrolment,
            title=self.title,
            text=self.text,
            submit=self.submit,
            danger=self.danger,
            cancel_url=self.get_done_url(),
            **kwargs,
        )


class TakeBackView(NominationActView):
    """Takes a nomination back."""

    title = _("Take the nomination back")
    text = _("The candidate is told, and you can nominate somebody else instead.")
    submit = _("Take it back")
    done_message = _("The nomination has been taken back.")
    service = staticmethod(nominations.take_back)
    allowed = staticmethod(permissions.may_take_back)
    danger = True


class SendAgainView(NominationActView):
    """Sends the invitation again."""

    title = _("Send the invitation again")
    text = _("The candidate gets a new link; the one that was sent before works no more.")
    submit = _("Send it")
    done_message = _("The invitation has been sent again.")
    service = staticmethod(nominations.send_again)
    allowed = staticmethod(permissions.may_send_again)
