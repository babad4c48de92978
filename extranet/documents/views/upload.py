"""Taking in files: many new documents at once, or the next version of one.

Whether somebody may do so is settled before a byte of what they send is read; the token of the
form comes with the files, so it is checked once they are read.
"""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic.base import TemplateResponseMixin

from cms.core.errors import Refused
from cms.media.files.names import clean_name, guess_language, guess_title
from extranet.documents import services as documents
from extranet.documents.forms import UploadForm, VersionForm
from extranet.documents.models import Folder
from extranet.documents.services.folders import make_usual
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to, crumbs_to_body
from extranet.documents.views.incoming import LimitedUploadHandler, too_much


class Receiving(TemplateResponseMixin, DocumentsView):
    """Reads the files of a form within the limits, and shows the form again where it must."""

    def get(self, request, **kwargs):
        self.find()
        return self.show(self.form())

    def post(self, request, **kwargs):
        self.find()
        if why := too_much(request):
            return self.show(self.form(), stopped=why, status=413)
        self.handler = LimitedUploadHandler(request)
        request.upload_handlers = [self.handler]
        return csrf_protect(self.received)(request)

    def received(self, request):
        """Answer to a form whose files have been read."""
        form = self.form(request.POST)
        # The last field of the form: without it the sending broke off.
        if "end" not in request.POST:
            return self.show(
                form,
                stopped=_("The upload was interrupted. Nothing was stored; please send it again."),
                status=400,
            )
        files = request.FILES.getlist("files")
        if not files and not self.handler.refused:
            form.add_error("files", _("Choose a file."))
        if not form.is_valid():
            return self.show(form, status=422)
        return self.take(form, files)

    def show(self, form, status=200, **kwargs):
        """Return the page with the form."""
        context = self.get_context_data(
            form=form,
            max_bytes=settings.DOCUMENT_MAX_BYTES,
            max_request_bytes=settings.DOCUMENT_MAX_REQUEST_BYTES,
            max_files=settings.DOCUMENT_MAX_FILES,
            **kwargs,
        )
        return self.render_to_response(context, status=status)


class UploadView(Receiving):
    """Many files become drafts of a body."""

    template_name = "documents/upload.html"

    def find(self):
        """Find the body, or raise Http404."""
        self.body = self.kept_body(self.kwargs["code"])

    def form(self, data=None):
        """Return the form."""
        initial = {"folder": self.request.GET.get("folder")}
        return UploadForm(data, body=self.body, initial=initial)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            body=self.body, breadcrumbs=crumbs_to_body(self.body), **kwargs
        )

    def take(self, form, files):
        """Store each file as a draft of its own; one that is refused stops no other."""
        folder_id = form.cleaned_data.get("folder")
        if folder_id:
            folder = Folder.objects.select_related("body").get(pk=folder_id)
        else:
            folder = make_usual(body=self.body, by=self.request.user)
        refused = list(self.handler.refused)
        stored = []
        for file in files:
            language = form.cleaned_data["language"] or guess_language(file.name)
            try:
                document = documents.add_document(
                    folder=folder,
                    upload=file,
                    title=guess_title(file.name)[:200],
                    language=language or get_language(),
                    by=self.request.user,
                )
            except Refused as refusal:
                refused.append((clean_name(file.name), str(refusal)))
            else:
                stored.append(document)
        if refused:
            return self.show(self.form(), refused=refused, stored=stored, status=422)
        return HttpResponseRedirect(reverse("extranet:documents-drafts", args=[self.body.code]))


class AddVersionView(Receiving):
    """One file becomes the next version of a document."""

    template_name = "documents/add_version.html"

    def find(self):
        """Find the document, or raise Http404."""
        self.shown = self.kept(self.kwargs["pk"])

    def form(self, data=None):
        """Return the form."""
        return VersionForm(data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            document=self.shown, breadcrumbs=crumbs_to(self.shown.folder), **kwargs
        )

    def take(self, form, files):
        """Store the file as the next version."""
        if self.handler.refused:
            form.add_error("files", self.handler.refused[0][1])
            return self.show(form, status=422)
        try:
            documents.add_version(
                document=self.shown,
                upload=files[0],
                by=self.request.user,
                note=form.cleaned_data["note"],
            )
        except Refused as refusal:
            refusal.add_to(form)
            return self.show(form, status=422)
        return HttpResponseRedirect(self.shown.get_absolute_url())


# The check of the form's token reads the files, so it comes after the limits are set.
upload = csrf_exempt(UploadView.as_view())
add_version = csrf_exempt(AddVersionView.as_view())
