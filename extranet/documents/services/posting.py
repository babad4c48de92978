"""What becomes of a document: put right, posted, superseded by another, withdrawn."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.core.services import audit
from extranet.documents.models import Document, Folder

CHANGEABLE = (
    "title",
    "language",
    "folder",
    "translation_of",
    "open_to_guests",
    "keep_until",
    "unstamped_allowed",
)


@transaction.atomic
def change(*, document: Document, by, **values) -> Document:
    """Change what is said of a document (names of `CHANGEABLE`); its versions stay as they are.

    Raises Refused where it would be a translation of itself, of a translation, or of a document
    in the same language or of another body, or go into another body's folder.
    """
    document = _locked(document)
    changed = {name: value for name, value in values.items() if getattr(document, name) != value}
    if unknown := changed.keys() - set(CHANGEABLE):
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    for name, value in changed.items():
        setattr(document, name, value)
    _check_folder(document, changed.get("folder"))
    _check_translation(document)
    if changed:
        document.save(update_fields=changed)
        audit.record(
            "document.changed",
            document,
            actor=by,
            body=document.folder.body,
            changed=sorted(changed),
        )
    return document


@transaction.atomic
def post(*, documents: Iterable[Document], by) -> list[Document]:
    """Show drafts to who may read their body; return those that were drafts.

    Raises Refused where one has no file or was withdrawn: then none is posted.
    """
    keys = [document.pk for document in documents]
    found = (
        Document.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=keys, disposed_at__isnull=True)
        .select_related("folder__body")
        .order_by("pk")
    )
    posted = []
    for document in found:
        if document.state == Document.State.PUBLISHED:
            continue
        if document.state == Document.State.WITHDRAWN or document.current_id is None:
            raise Refused(_("“%(title)s” cannot be posted.") % {"title": document.title})
        document.state = Document.State.PUBLISHED
        document.published_at = timezone.now()
        document.save(update_fields=["state", "published_at"])
        audit.record("document.posted", document, actor=by, body=document.folder.body)
        posted.append(document)
    return posted


@transaction.atomic
def withdraw(*, document: Document, by, reason: str = "") -> Document:
    """Take a document from all readers; who keeps it still sees it, and the log stays."""
    document = _locked(document)
    if document.state != Document.State.WITHDRAWN:
        document.state = Document.State.WITHDRAWN
        document.withdrawn_at = timezone.now()
        document.save(update_fields=["state", "withdrawn_at"])
        audit.record(
            "document.withdrawn", document, actor=by, body=document.folder.body, reason=reason
        )
    return document


@transaction.atomic
def supersede(*, document: Document, by_document: Document | None, by) -> Document:
    """Say that another document of the body takes its place, or with None that none does.

    Raises Refused where that one is the document itself or is superseded by it in the end.
    """
    document = _locked(document)
    step = by_document and by_document.pk
    while step is not None:
        if step == document.pk:
            raise Refused(_("A document cannot be superseded by itself."), field="superseded_by")
        # Asked anew, for what was read before may have been superseded since.
        step = Document.objects.values_list("superseded_by", flat=True).get(pk=step)
    if by_document and by_document.folder.body_id != document.folder.body_id:
        raise Refused(_("Both must belong to the same body."), field="superseded_by")
    if document.superseded_by != by_document:
        document.superseded_by = by_document
        document.save(update_fields=["superseded_by"])
        audit.record(
            "document.superseded",
            document,
            actor=by,
            body=document.folder.body,
            superseded_by=by_document and by_document.pk,
        )
    return document


def _locked(document: Document) -> Document:
    return (
        Document.objects.select_for_update(no_key=True, of=("self",))
        .select_related("folder__body")
        .get(pk=document.pk)
    )


def _check_folder(document: Document, folder: Folder | None) -> None:
    if folder is None:
        return
    before = Document.objects.select_related("folder").get(pk=document.pk).folder
    if before.body_id != folder.body_id:
        raise Refused(_("This folder belongs to another body."), field="folder")


def _check_translation(document: Document) -> None:
    original = document.translation_of
    if original is None:
        return
    if original.pk == document.pk or original.language == document.language:
        raise Refused(_("A translation is in another language."), field="translation_of")
    if original.translation_of_id or document.translations.exists():
        raise Refused(
            _("Choose the original: a translation has no translations."), field="translation_of"
        )
    if original.folder.body_id != document.folder.body_id:
        raise Refused(_("Both must belong to the same body."), field="translation_of")
