"""What was uploaded, before it is posted: titles and languages are put right here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from cms.core.errors import Refused
from extranet.documents import services as documents
from extranet.documents.forms import DraftForm, folder_choices, original_choices
from extranet.documents.models import Document
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to_body

PER_PAGE = 20


class DraftsView(DocumentsView, TemplateView):
    """A body's drafts, one form for all; those that are ticked are posted together."""

    template_name = "documents/drafts.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.forms = None

    def get_context_data(self, **kwargs):
        body = self.kept_body(self.kwargs["code"])
        page = self.page(body)
        if self.forms is None:
            self.forms = self.forms_for(body, page.object_list)
        return super().get_context_data(
            body=body, page=page, forms=self.forms, breadcrumbs=crumbs_to_body(body), **kwargs
        )

    def page(self, body):
        """Return a page of the body's drafts, the oldest first."""
        drafts = (
            Document.objects.visible_to(self.standing)
            .filter(folder__body=body, state=Document.State.DRAFT, current__isnull=False)
            .select_related("current", "folder__body", "translation_of")
            .defer("current__text")
            .order_by("pk")
        )
        return Paginator(drafts, PER_PAGE).get_page(self.request.GET.get("page"))

    def forms_for(self, body, drafts, data=None):
        """Return a form for each draft; choices are read once for all."""
        folders, originals = folder_choices(body), original_choices(body)
        return [
            DraftForm(
                data,
                prefix=f"d{draft.pk}",
                document=draft,
                folders=folders,
                originals=originals,
            )
            for draft in drafts
        ]

    def post(self, request, *args, **kwargs):
        body = self.kept_body(self.kwargs["code"])
        sent = [draft for draft in self.page(body) if f"d{draft.pk}-title" in request.POST]
        self.forms = self.forms_for(body, sent, request.POST)
        # All are looked at, so that all that is wrong is said at once.
        wrong = [form for form in self.forms if not form.is_valid()]
        if wrong or not self.saved():
            return self.render_to_response(self.get_context_data(**kwargs), status=422)
        return HttpResponseRedirect(reverse("extranet:documents-body", args=[body.code]))

    def saved(self) -> bool:
        """Save what was put right and post what is ticked: all of it, or nothing."""
        user, posting = self.request.user, "post" in self.request.POST
        try:
            with transaction.atomic():
                for form in self.forms:
                    try:
                        documents.change(document=form.document, by=user, **form.values())
                    except Refused as refusal:
                        refusal.add_to(form)
                        raise
                ticked = [form.document for form in self.forms if form.cleaned_data["post"]]
                posted = documents.post(documents=ticked if posting else [], by=user)
        except Refused as refusal:
            if not any(form.errors for form in self.forms):
                messages.error(self.request, str(refusal))
            return False
        if posted:
            messages.success(
                self.request,
                ngettext("%(count)d document posted.", "%(count)d documents posted.", len(posted))
                % {"count": len(posted)},
            )
        else:
            messages.success(self.request, _("Saved. Nothing was posted."))
        return True
