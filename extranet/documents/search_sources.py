"""Documents are found by title and text of their newest version, in their own language."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.core.labels import pick
from extranet.core.models import AuditEntry
from extranet.core.search_sources import SearchSource, affects, register
from extranet.documents.grants import grants
from extranet.documents.models import Document, DocumentVersion, Folder, Share


@register
class PaperSource(SearchSource):
    """Posted documents."""

    kind = "paper"
    label = _("confidential document")

    @staticmethod
    def counted(count):
        return ngettext(
            "%(count)s confidential document", "%(count)s confidential documents", count
        )

    def findable(self):
        return Document.objects.filter(
            state=Document.State.PUBLISHED, disposed_at__isnull=True
        ).with_current()

    def languages(self, row):
        return [row.language]

    def readers(self, row):
        body = row.folder.body_id
        shares = row.shares.filter(revoked_at__isnull=True).values_list("pk", flat=True)
        tokens = {f"body:{body}"} | {f"share:{pk}" for pk in shares}
        if row.open_to_guests:
            tokens |= {f"guest:{body}"}.union(*(grant.tokens(row) for grant in grants()))
        return tokens

    def project_row(self, row, language):
        return {
            "title": row.title,
            "summary": pick(row.folder.labels, language),
            "text": row.current.text,
            "url": reverse("extranet:document", args=[row.pk]),
            "body": row.folder.body,
            "date": row.published_at.date(),
            "state": "superseded" if row.superseded_by_id else "current",
            "has_file": True,
        }


@affects(Document)
def of_document(row):
    """Yield its own entry."""
    yield "paper", [row.pk]


@affects(DocumentVersion, Share)
def of_part(row):
    """Yield the entry of the document that a version or a share belongs to."""
    yield "paper", [row.document_id]


@affects(Folder)
def of_folder(row):
    """Yield the entries of the documents in a folder."""
    yield "paper", row.documents.values_list("pk", flat=True)


@affects(AuditEntry)
def of_audit_entry(row):
    """Yield the document that something was done to, where rows changed without a signal."""
    document = row.key if row.kind == "document" else row.details.get("document")
    if document:
        yield "paper", [document]
