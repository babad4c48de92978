"""Applying for membership without an account: asking for the link, writing, sending."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.core.public_forms.limits import Limit
from cms.core.public_forms.views import PublicFormView
from extranet.membership import facts, public_forms, tasks
from extranet.membership.services import applications, files
from extranet.membership.views.by_link import LinkFormView

DAY = 24 * 3600
# A file with what a browser adds around it.
MAX_REQUEST = files.MAX_BYTES + 1024**2


class BeginView(PublicFormView):
    """Asks for an address and sends a link there, whether an application is known there or not."""

    template_name = "membership/public/begin.html"
    form_class = public_forms.BeginForm
    form_name = "membership.begin"
    title = gettext_lazy("Apply for membership")
    button = gettext_lazy("Send me the link")
    success_url = reverse_lazy("membership:sent")
    network_limit = Limit("network", 20, 3600)

    def targets(self, form):
        return [(Limit("address", 4, DAY), form.cleaned_data["email"].lower())]

    def act(self, form):
        tasks.mail_begin.enqueue(
            form.cleaned_data["email"], get_language(), form.cleaned_data["consent"].pk
        )


class SentView(TemplateView):
    """Says the same to everybody."""

    template_name = "membership/public/sent.html"


class StepView(LinkFormView):
    """A part of the application."""

    template_name = "membership/public/step.html"
    form_name = "membership.step"

    @property
    def step(self) -> str:
        """The code of the step."""
        return self.kwargs["step"]

    def admit(self):
        if self.step not in public_forms.STEPS:
            raise Http404
        if self.step == "files":
            allowed = applications.may_add_files(self.row)
        else:
            allowed = self.row.is_draft
        return None if allowed else redirect(self.to("application"))

    @property
    def title(self):
        """The title of the step."""
        return public_forms.STEPS[self.step][0]

    def get_form_class(self):
        return public_forms.STEPS[self.step][1]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return kwargs if self.step == "files" else kwargs | {"instance": self.row}

    def post(self, request, *args, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST:
            # Nothing of it is read.
            form = self.get_form_class()({}, {}) if self.step == "files" else None
            if form is None:
                raise Http404
            form.errors.clear()
            form.add_error("files", _("This file is too large. Up to 20 MB are taken."))
            return self.form_invalid(form, status=413)
        return super().post(request, *args, **kwargs)

    def do(self, form):
        if self.step == "files":
            files.add(
                case=self.row.case,
                upload=form.cleaned_data["files"],
                purpose=form.cleaned_data["purpose"],
            )
        else:
            applications.save(application=self.row, values=form.cleaned_data)

    def get_success_url(self):
        if self.step == "files":
            return self.to("step", "files")
        codes = list(public_forms.STEPS)
        if self.request.POST.get("then") == "stop":
            return self.to("application")
        return self.to("step", codes[codes.index(self.step) + 1])

    def get_context_data(self, **kwargs):
        codes = list(public_forms.STEPS)
        return super().get_context_data(
            application=self.row,
            step=self.step,
            number=codes.index(self.step) + 1,
            count=len(codes),
            files=self.row.case.files.filter(uploaded_by=None) if self.step == "files" else (),
            **kwargs,
        )


class RemoveFileView(LinkFormView):
    """Removes a file from a draft."""

    form_class = public_forms.NothingForm
    form_name = "membership.remove"
    title = gettext_lazy("Remove the file")
    button = gettext_lazy("Remove it")

    def admit(self):
        return None if self.row.is_draft else redirect(self.to("application"))

    def do(self, form):
        files.remove(application=self.row, key=self.kwargs["pk"])

    def get_success_url(self):
        return self.to("step", "files")


class SendView(LinkFormView):
    """Hands the application in."""

    template_name = "membership/public/send.html"
    form_class = public_forms.NothingForm
    form_name = "membership.send"
    title = gettext_lazy("Look it over and send it")
    button = gettext_lazy("Send the application")

    def admit(self):
        return None if self.row.is_draft else redirect(self.to("application"))

    def do(self, form):
        applications.send(application=self.row)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            application=self.row,
            written=facts.summary(self.row),
            lacking=applications.missing(self.row),
            files=self.row.case.files.all(),
            **kwargs,
        )
