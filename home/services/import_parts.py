"""Parts of an imported page that need care of their own: its slug and its original file."""

import hashlib
import itertools
import uuid

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.models import Page

from cms.core.text import fold
from cms.media.models import SiteDocument
from home.importing import file_types
from home.models import StatementPage
from home.services.import_rows import Prepared

LONGEST_SLUG = 80
_NAMESPACE = uuid.UUID("4b0a6b0e-0a55-5f0c-8f57-6a0cf7a1c9d2")


def free_slug(parent: Page, title: str) -> str:
    """Return a slug made of a title, in plain letters, that no page below `parent` has."""
    words = slugify(fold(title).replace("'", " "))
    base = words[:LONGEST_SLUG].rsplit("-", 1)[0] if len(words) > LONGEST_SLUG else words
    base = base or "statement"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    number = next(n for n in itertools.count(1) if (f"{base}-{n}" if n > 1 else base) not in taken)
    return f"{base}-{number}" if number > 1 else base


def attach_original(page: StatementPage, one: Prepared, *, user=None) -> SiteDocument | None:
    """Keep the original of a PDF or Word document as an attachment of its page, once.

    Returns the document when its file was stored just now, None when there was nothing to store.
    """
    data = one.data()
    kind = file_types.detect(data, one.path.name)
    if kind not in {file_types.PDF, file_types.DOCX}:
        return None
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    language = one.row["language"]
    known = SiteDocument.objects.filter(file_hash=digest, language=language).first()
    document = known or _store(one, data, page.title, kind, digest, user)
    block_id = str(uuid.uuid5(_NAMESPACE, one.row.file))
    others = [block for block in page.attachments.get_prep_value() if block["id"] != block_id]
    value = {"document": document.pk, "title": page.title}
    page.attachments = [{"type": "document", "value": value, "id": block_id}, *others]
    return None if known else document


def _store(one: Prepared, data: bytes, title: str, kind: str, digest: str, user) -> SiteDocument:
    document = SiteDocument(
        title=title,
        language=one.row["language"],
        file_size=len(data),
        file_hash=digest,
        uploaded_by_user=user,
    )
    # The ending follows the content, so that a browser is told what it gets.
    document.file.save(f"{one.path.stem}.{kind}", ContentFile(data), save=False)
    document.save()
    return document
