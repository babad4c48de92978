"""Pictures and documents: a name in them cannot be replaced, so they are taken down."""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import ReferenceIndex

from cms.media.models import DocumentText, SiteDocument, SiteImage

PICTURE_COPIES = ("search_engines", "social", "mails")
FILE_COPIES = ("search_engines", "downloads")


def find(sweep) -> None:
    """Note which pictures and documents hold the name, so that all that shows them lets go."""
    held = sweep.scrubber.names.are_in
    for image in SiteImage.objects.all().iterator(500):
        said = [image.title, image.description, image.credit, image.file.name]
        said += [*(image.alt_texts or {}).values(), *image.tags.names()]
        if image.pk == getattr(sweep.picture, "pk", None) or held("\n".join(said)):
            sweep.scrubber.images.add(image.pk)
            _note(sweep, "picture", image, PICTURE_COPIES)
    texts = dict(DocumentText.objects.values_list("pk", "repaired_text"))
    for document in SiteDocument.objects.all().iterator(500):
        said = [document.title, document.filename, *(document.titles or {}).values()]
        said.append(texts.get(document.pk, ""))
        if held("\n".join(said)):
            sweep.scrubber.documents.add(document.pk)
            _note(sweep, "file", document, FILE_COPIES)


def _note(sweep, kind: str, thing, copies: tuple[str, ...]) -> None:
    used = ReferenceIndex.get_references_to(thing).exists()
    address = thing.file.url if kind == "picture" else thing.url
    sweep.found(kind, thing.title, address=address, copies=copies if used else ())


def take_down(sweep) -> None:
    """Delete the pictures with all their sizes, and take the documents out of reach.

    The bytes go once the transaction is committed; a document's are kept where few can read them,
    for a version without the name.
    """
    if not sweep.write:
        return
    for image in SiteImage.objects.filter(pk__in=sweep.scrubber.images):
        for one in (image, *image.renditions.all()):
            _forget_bytes(one.file)
        image.delete()
    for document in SiteDocument.objects.filter(pk__in=sweep.scrubber.documents):
        sweep.taken_documents.append((document.title, document.filename, _bytes(document)))
        _forget_bytes(document.file)
        document.delete()


def _forget_bytes(file) -> None:
    """Delete a file once the transaction is committed; Wagtail would leave it to a task."""
    transaction.on_commit(partial(file.storage.delete, file.name))


def _bytes(document) -> ContentFile | None:
    try:
        with document.file.open("rb") as stream:
            return ContentFile(stream.read())
    except OSError:
        return None
