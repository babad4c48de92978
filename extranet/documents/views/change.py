"""Changing what is said of a document, withdrawing it, putting another in its place."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms.core.errors import Refused
from extranet.documents import services as documents
from extranet.documents.forms import (
    EditForm,
    SupersedeForm,
    WithdrawForm,
    folder_choices,
    original_choices,
)
from extranet.documents.models import Document
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to


class DocumentFormView(DocumentsView, FormView):
    """One form about one document that the reader keeps."""

    # Texts are lazy: each request has its own language.
    heading = button = done = lede = ""
    template_name = "documents/form.html"

    @property
    def shown(self) -> Document:
        """The document, found once."""
        if not hasattr(self, "_shown"):
            self._shown = self.kept(self.kwargs["pk"])
        return self._shown

    def get_context_data(self, **kwargs):
        crumbs = crumbs_to(self.shown.folder)
        crumbs.append({"title": self.shown.title, "url": self.shown.get_absolute_url()})
        return super().get_context_data(
            document=self.shown,
            heading=self.heading,
            button=self.button,
            lede=self.lede,
            breadcrumbs=crumbs,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            self.act(form)
        except Refused as refusal:
            refusal.add_to(form)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.after())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def after(self) -> str:
        """Return where one goes next."""
        return self.shown.get_absolute_url()


class EditView(DocumentFormView):
    """Title, language, folder and the like."""

    form_class = EditForm
    heading = _("Change what is said of it")
    button = _("Save")
    done = _("Saved.")

    def get_form_kwargs(self):
        body = self.shown.folder.body
        return super().get_form_kwargs() | {
            "document": self.shown,
            "folders": folder_choices(body),
            "originals": original_choices(body),
        }

    def act(self, form):
        """Change the document."""
        documents.change(document=self.shown, by=self.request.user, **form.values())


class WithdrawView(DocumentFormView):
    """Takes the document from its readers."""

    form_class = WithdrawForm
    heading = _("Withdraw this document")
    button = _("Withdraw it")
    done = _("The document is withdrawn.")
    lede = _(
        "From now on nobody reads it but who keeps the documents of this body. Who has read "
        "it stays in the log. This cannot be undone."
    )

    def act(self, form):
        """Withdraw it."""
        documents.withdraw(
            document=self.shown, by=self.request.user, reason=form.cleaned_data["reason"]
        )

    def after(self):
        return reverse("extranet:folder", args=[self.shown.folder_id])


class SupersedeView(DocumentFormView):
    """Says which document takes its place."""

    form_class = SupersedeForm
    heading = _("Superseded by another document")
    button = _("Save")
    done = _("Saved.")
    lede = _("Old links go on working; the page says what is to be read instead.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "document": self.shown,
            "initial": {"superseded_by": self.shown.superseded_by_id},
        }

    def act(self, form):
        """Put the other in its place, or none."""
        key = form.cleaned_data["superseded_by"]
        visible = Document.objects.visible_to(self.standing).select_related("folder")
        documents.supersede(
            document=self.shown,
            by_document=visible.get(pk=key) if key else None,
            by=self.request.user,
        )
