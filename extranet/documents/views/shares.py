"""Sharing a document with another body or a person, and ending that."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from extranet.documents import services as documents
from extranet.documents.forms import ShareForm
from extranet.documents.models import Share
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.change import DocumentFormView


class SharesView(DocumentFormView):
    """Who else may read the document, and a form to let somebody in."""

    template_name = "documents/shares.html"
    form_class = ShareForm
    heading = _("Share this document")
    button = _("Share")
    done = _("The document is shared.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"document": self.shown}

    def get_context_data(self, **kwargs):
        shares = self.shown.shares.select_related("body", "person", "shared_by")
        moment = self.standing.moment
        listed = list(shares.order_by("-shared_at"))
        for share in listed:
            share.in_force = share.until > moment and share.revoked_at is None
        return super().get_context_data(shares=listed, **kwargs)

    def act(self, form):
        """Share it."""
        documents.share(document=self.shown, by=self.request.user, **form.cleaned_data)

    def after(self):
        return reverse("extranet:document-shares", args=[self.shown.pk])


class RevokeView(DocumentsView):
    """Ends a share at once."""

    http_method_names = ["post"]

    def post(self, request, pk: int, share: int):
        document = self.kept(pk)
        found = get_object_or_404(Share.objects.filter(document=document), pk=share)
        found.document = document
        documents.revoke_share(share=found, by=request.user)
        messages.success(request, _("The share has ended."))
        return HttpResponseRedirect(reverse("extranet:document-shares", args=[pk]))
