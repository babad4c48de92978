"""What candidates do with a link that they were sent, and the form by which people apply."""

from contextlib import suppress

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from academy.core.models import Cohort, Enrolment
from academy.enrolment.forms import AcceptForm, ApplicationForm, DeclineForm
from academy.enrolment.services import invitations, nominations
from cms.core.errors import Refused
from cms.core.form_fields import ConfirmForm
from cms.core.mail_addresses import canonical
from cms.core.public_forms.by_link import LinkFormView
from cms.core.public_forms.limits import Limit
from cms.core.public_forms.views import PublicFormView

# Mails to one address in a day, whoever asks for them.
MAILS = Limit("address", 3, 24 * 60 * 60)


class ByLinkView(LinkFormView):
    """What a link lets somebody do who is nominated or applies."""

    closed_template = "academy_enrolment/link_closed.html"

    def rows(self):
        return Enrolment.objects.select_related("cohort__course", "organisation")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "enrolment": self.linked,
            "cohort": self.linked.cohort,
            "token": self.token,
        }


class InvitationView(ByLinkView):
    """Shows a nomination; its button accepts it."""

    template_name = "academy_enrolment/invitation.html"
    form_class = AcceptForm
    form_name = "academy.invitation"
    title = _("Your nomination")
    button = _("Accept the nomination")
    success_url = reverse_lazy("academy_public:accepted")

    def get_initial(self):
        row = self.linked
        return {
            "given_name": row.given_name,
            "family_name": row.family_name,
            "gender": row.gender,
            "birth_year": row.birth_year,
            "country": row.country.code if row.country else "",
        }

    def use(self, data):
        invitations.accept(token=self.token, **data)


class DeclineView(ByLinkView):
    """Declines a nomination."""

    template_name = "academy_enrolment/decline.html"
    form_class = DeclineForm
    form_name = "academy.decline"
    title = _("Decline the nomination")
    button = _("Decline")
    success_url = reverse_lazy("academy_public:declined")

    def use(self, data):
        invitations.decline(token=self.token, reason=data["reason"])


class ConfirmApplicationView(ByLinkView):
    """Confirms an application."""

    template_name = "academy_enrolment/confirm_application.html"
    form_class = ConfirmForm
    form_name = "academy.application"
    title = _("Confirm your application")
    button = _("Confirm")
    success_url = reverse_lazy("academy_public:applied")

    def use(self, data):
        invitations.confirm_application(token=self.token)


class ApplyView(PublicFormView):
    """Takes down who applies for a cohort that allows it; they confirm by a link in a mail."""

    template_name = "academy_enrolment/apply.html"
    form_class = ApplicationForm
    form_name = "academy.apply"
    title = _("Apply for the Activist Academy")
    button = _("Apply")

    @cached_property
    def cohort(self) -> Cohort:
        rows = Cohort.objects.public().filter(open_applications=True).select_related("course")
        return get_object_or_404(rows, code=self.kwargs["code"])

    def dispatch(self, request, *args, **kwargs):
        if not self.cohort.takes_nominations():
            context = {"cohort": self.cohort}
            status = 409 if request.method == "POST" else 200
            return render(request, "academy_enrolment/closed.html", context, status=status)
        return super().dispatch(request, *args, **kwargs)

    def targets(self, form):
        return [(MAILS, f"{self.cohort.pk}:{canonical(form.cleaned_data['email'])}")]

    def act(self, form):
        # Where the window has closed within this moment the answer is the same.
        with suppress(Refused):
            nominations.apply(cohort=self.cohort, language=get_language(), **form.cleaned_data)

    def get_success_url(self):
        return reverse("academy_public:apply-sent", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"cohort": self.cohort}


class SaidView(TemplateView):
    """Says what has been done; of whom, the reader knows."""

    template_name = "academy_enrolment/said.html"
    title = text = ""

    def get_context_data(self, **kwargs):
        if (code := self.kwargs.get("code")) and not Cohort.objects.public().filter(
            code=code, open_applications=True
        ).exists():
            raise Http404
        return super().get_context_data(title=self.title, text=self.text, **kwargs)
