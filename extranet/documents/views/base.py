"""What the views of documents share: fetching what the reader may see, or nothing."""

from django.shortcuts import get_object_or_404

from cms.directory.models import Body
from extranet.core.views.base import ExtranetView
from extranet.documents.models import Document, DocumentVersion


class DocumentsView(ExtranetView):
    """A view of the documents' room."""

    section = "documents"

    def document(self, pk: int) -> Document:
        """Return a document that the reader may see now; raise Http404 otherwise."""
        visible = Document.objects.visible_to(self.standing)
        return get_object_or_404(
            visible.select_related(
                "current", "folder__body", "superseded_by", "translation_of", "created_by"
            ).defer("current__text"),
            pk=pk,
        )

    def version(self, pk: int, number: int) -> DocumentVersion:
        """Return a version of a document that the reader may see now, with its document."""
        document = self.document(pk)
        version = get_object_or_404(
            DocumentVersion.objects.select_related("uploaded_by").defer("text"),
            document=document,
            number=number,
        )
        version.document = document
        return version

    def kept(self, pk: int) -> Document:
        """Return a document that the reader keeps (may change); raise Http404 otherwise."""
        document = self.document(pk)
        self.require(self.manages(document))
        return document

    def manages(self, document: Document) -> bool:
        """Return whether the reader keeps a document's body's papers."""
        return self.standing.may_manage(document.folder.body_id)

    def kept_body(self, code: str) -> Body:
        """Return a body whose documents the reader keeps; raise Http404 otherwise."""
        body = get_object_or_404(Body, code=code)
        self.require(self.standing.may_manage(body.pk))
        return body
