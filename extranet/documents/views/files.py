"""The file of a version: opened, downloaded, or as uploaded; every request is authorised anew."""

from django.shortcuts import redirect, render

from cms.core.errors import Refused
from cms.media.files.kinds import INLINE, PDF
from cms.media.files.sending import send
from extranet.documents.models import DocumentVersion, Reading
from extranet.documents.services import log
from extranet.documents.services.copies import CannotStamp, copy_for
from extranet.documents.views.base import DocumentsView


class FileView(DocumentsView):
    """Sends a version's file; a PDF as the reader's own copy with the name on every page."""

    http_method_names = ["get", "head", "options"]
    attachment = True
    action = Reading.Action.DOWNLOADED

    def get(self, request, pk: int, number: int):
        version = self.version(pk, number)
        stamped = version.content_type == PDF.content_type
        if stamped:
            try:
                copy = copy_for(version=version, user=request.user)
            except CannotStamp as refusal:
                allowed = version.document.unstamped_allowed or self.manages(version.document)
                if not allowed:
                    return self.refused(version, refusal)
                stamped = False
            except Refused as refusal:
                return self.refused(version, refusal)
        if not stamped:
            return self.send(version)
        return self.send(version, copy)

    def head(self, request, *args, **kwargs):
        """Answer as to GET, without the file and without a line in the log."""
        return self.get(request, *args, **kwargs)

    def send(self, version: DocumentVersion, copy=None):
        """Return the file and note the reading."""
        what = copy or version
        response = send(
            self.request,
            file=what.file,
            size=what.size,
            sha256=what.sha256,
            name=version.name,
            content_type=version.content_type,
            attachment=self.attachment,
        )
        if self.request.method == "GET" and response.status_code in (200, 206, 304):
            log.record(
                version=version,
                user=self.request.user,
                action=self.action,
                copy_id=copy.copy_id if copy else "",
            )
        return response

    def refused(self, version: DocumentVersion, refusal: Refused):
        """Say why the file is not handed out."""
        context = self.get_context_data(
            document=version.document, version=version, message=str(refusal)
        )
        return render(self.request, "documents/refused.html", context, status=409)


class DownloadView(FileView):
    """Saves the file."""


class OpenView(FileView):
    """Shows the file in the browser, where a browser can be trusted with it."""

    attachment = False
    action = Reading.Action.SEEN

    def get(self, request, pk: int, number: int):
        version = self.version(pk, number)
        if version.content_type not in INLINE:
            return redirect("extranet:document-download", pk=pk, number=number)
        return super().get(request, pk, number)


class OriginalView(FileView):
    """The bytes as they came, without a name on them: for who keeps the documents."""

    def get(self, request, pk: int, number: int):
        version = self.version(pk, number)
        self.require(self.manages(version.document))
        return self.send(version)
