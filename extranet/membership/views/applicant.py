"""What applicants see by their link, and what an organisation concerned does by its own."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.media.files.kinds import PDF
from cms.media.files.sending import send
from extranet.membership import facts, public_forms
from extranet.membership.models import Hearing
from extranet.membership.services import applications, opening
from extranet.membership.views.by_link import ByLink, LinkFormView


class ApplicationView(ByLink, TemplateView):
    """What is written and what is missing; once it is sent, where it stands."""

    template_name = "membership/public/application.html"

    def get_context_data(self, **kwargs):
        application, case = self.row, self.row.case
        if application.is_draft:
            lacking = applications.missing(application)
            steps = [
                {
                    "url": self.to("step", code),
                    "title": title,
                    "missing": [row.text for row in lacking if row.step == code],
                }
                for code, (title, _form) in public_forms.STEPS.items()
            ]
            return super().get_context_data(
                application=application, steps=steps, lacking=lacking, **kwargs
            )
        return super().get_context_data(
            application=application,
            case=case,
            stages=facts.stages(case),
            written=facts.summary(application),
            files=case.files.filter(uploaded_by=None),
            inquiry=applications.open_inquiry(case),
            letters=case.letters.all(),
            **kwargs,
        )


class AnswerView(LinkFormView):
    """Answers what was asked."""

    template_name = "membership/public/answer.html"
    form_class = public_forms.AnswerForm
    form_name = "membership.answer"
    title = gettext_lazy("We ask you to add something")
    button = gettext_lazy("Send the answer")

    def admit(self):
        self.inquiry = applications.open_inquiry(self.row.case)
        return None if self.inquiry else redirect(self.to("application"))

    def do(self, form):
        applications.answer(application=self.row, text=form.cleaned_data["answer"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(inquiry=self.inquiry, **kwargs)


class WithdrawView(LinkFormView):
    """Withdraws the application; a draft is erased."""

    form_class = public_forms.NothingForm
    form_name = "membership.withdraw"
    title = gettext_lazy("Withdraw the application")
    button = gettext_lazy("Withdraw it")

    def admit(self):
        return redirect(self.to("application")) if self.row.case.is_over else None

    @property
    def intro(self):
        """What withdrawing means now."""
        if self.row.is_draft:
            return _("Everything that you have written, and every file, is erased at once.")
        return _("Nothing more is decided on it. You may apply again at any time.")

    def do(self, form):
        self.was_draft = self.row.is_draft
        applications.withdraw(case=self.row.case)

    def get_success_url(self):
        return reverse("membership:begin") if self.was_draft else self.to("application")


class LetterView(ByLink):
    """The letter to the applicant."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, token, number):
        row = self.row.case.letters.filter(number=number).first()
        if row is None:
            raise Http404
        return send(
            request,
            file=row.file,
            size=row.size,
            sha256=row.sha256,
            name=row.name,
            content_type=PDF.content_type,
            attachment=True,
        )


class HearingView(LinkFormView):
    """The organisation concerned reads the reasons, and gives its statement."""

    template_name = "membership/public/hearing.html"
    model = Hearing
    related = ("case__body", "case__organisation__place")
    form_class = public_forms.StatementForm
    form_name = "membership.hearing"
    title = gettext_lazy("Statement of your organisation")
    button = gettext_lazy("Give the statement")

    def do(self, form):
        opening.state(hearing=self.row, text=form.cleaned_data["statement"])

    def get_success_url(self):
        return self.to("hearing")

    def get_context_data(self, **kwargs):
        return super().get_context_data(case=self.row.case, hearing=self.row, **kwargs)
