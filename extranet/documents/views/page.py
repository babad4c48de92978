"""The page of a document: what it is, its versions, ways to read it."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.core.shown_times import day
from cms.media.files.kinds import INLINE, PDF
from extranet.documents.models import Document, DocumentVersion, Reading
from extranet.documents.services import log
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to
from extranet.documents.views.rows import preferred


def languages_of(document: Document, standing) -> list[dict]:
    """Return the languages a document can be read in by this reader, theirs first: one query."""
    original = document.original_id
    visible = Document.objects.visible_to(standing)
    texts = visible.filter(pk=original) | visible.filter(translation_of=original)
    by_language = {text.language: text for text in texts.order_by("-pk")}
    by_language[document.language] = document
    if len(by_language) == 1:
        return []
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_translated"],
            "url": by_language[code].get_absolute_url(),
            "current": code == document.language,
        }
        for code in preferred(by_language)
    ]


class VersionView(DocumentsView, TemplateView):
    """One version: the one tabled at a meeting stays at this address whatever comes after."""

    template_name = "documents/document.html"

    def get_version(self) -> DocumentVersion | None:
        """Return the version shown."""
        return self.version(self.kwargs["pk"], self.kwargs["number"])

    def get_context_data(self, **kwargs):
        version = self.get_version()
        document = version.document if version else self.document(self.kwargs["pk"])
        manages = self.manages(document)
        context = {
            "document": document,
            "version": version,
            "languages_of_document": languages_of(document, self.standing),
            "versions": document.versions.select_related("uploaded_by").defer("text"),
            "facts": facts(document, version, manages),
            "manages": manages,
            "audits": self.standing.may_audit(document.folder.body_id),
            "breadcrumbs": crumbs_to(document.folder),
            "newer": bool(version and document.current_id != version.pk),
            "superseded_by": self.superseded_by(document),
        }
        if version:
            context |= {
                "can_open": version.content_type in INLINE,
                "is_pdf": version.content_type == PDF.content_type,
                "is_image": version.content_type.startswith("image/"),
            }
        return super().get_context_data(**context)

    def superseded_by(self, document: Document) -> Document | None:
        """Return what takes the document's place, the last of the chain, if the reader sees it."""
        visible = Document.objects.visible_to(self.standing)
        found, step = None, document.superseded_by_id
        # A chain is short; one that was made longer than this is not followed to its end.
        for _step in range(5):
            following = visible.filter(pk=step).first() if step else None
            if following is None:
                break
            found, step = following, following.superseded_by_id
        return found


class DocumentView(VersionView):
    """A document's newest version."""

    def get_version(self):
        document = self.document(self.kwargs["pk"])
        version = document.current
        if version:
            version.document = document
        return version


class TextView(VersionView):
    """What the version says, as plain text: for slow lines and for reading aloud."""

    template_name = "documents/text.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        version = context["version"]
        self.require(version.text_status == version.TextStatus.DONE)
        log.record(version=version, user=self.request.user, action=Reading.Action.SEEN)
        return context | {"pages": version.text.split("\f")}


def facts(document: Document, version: DocumentVersion | None, manages: bool) -> list[dict]:
    """Return what is known of a document and the version shown, for the component fact-list."""

    def fact(term, text, note=""):
        return {"term": term, "entries": [{"text": text, "note": note}] if text else []}

    body = document.folder.body
    found = [
        {
            "term": _("Body"),
            "entries": [
                {
                    "text": body.label,
                    "url": reverse("extranet:documents-body", args=[body.code]),
                }
            ],
        },
        fact(_("Language"), get_language_info(document.language)["name_translated"].capitalize()),
        fact(
            _("Posted"),
            day(timezone.localtime(document.published_at)) if document.published_at else "",
        ),
    ]
    if version:
        size = filesizeformat(version.size)
        found += [
            fact(_("Version"), str(version.number), version.note),
            fact(
                _("Stored"),
                _moment(version.uploaded_at),
                version.uploaded_by.name if version.uploaded_by else "",
            ),
            fact(_("File"), version.name, f"{version.kind}, {size}"),
            fact(_("Pages"), str(version.pages or "")),
            fact(_("Virus scan"), version.get_scan_display()),
            fact("SHA-256", version.sha256),
        ]
    if document.open_to_guests:
        found.append(fact(_("Guests"), _("May read it")))
    if manages and document.keep_until:
        found.append(fact(_("Keep until"), day(document.keep_until)))
    return found


def _moment(moment) -> str:
    local = timezone.localtime(moment)
    return f"{day(local)}, {formats.date_format(local, 'TIME_FORMAT')}"
