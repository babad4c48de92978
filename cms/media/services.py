"""Reading what documents say."""

import tempfile
from pathlib import Path

from django.utils.timezone import now

from cms.media.extraction import ExtractionError, extract
from cms.media.models import DocumentText, SiteDocument
from cms.media.repair import repair


def read_text(document: SiteDocument) -> DocumentText:
    """Return the text of `document`, read anew unless this very file was read before.

    A file that cannot be read leaves a row that says why; nothing is raised.
    """
    text, _created = DocumentText.objects.get_or_create(document=document)
    file_hash = document.get_file_hash()
    if text.status == DocumentText.Status.DONE and text.file_hash == file_hash:
        return text
    text.file_hash = file_hash
    text.extracted_at = now()
    try:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
            # The file may live in a bucket; the reader is another process and wants a path.
            with document.open_file() as source:
                for chunk in iter(lambda: source.read(1 << 20), b""):
                    copy.write(chunk)
            copy.flush()
            found = extract(Path(copy.name))
    except (ExtractionError, OSError) as error:
        text.status, text.error = DocumentText.Status.FAILED, str(error)
        text.raw_text = text.repaired_text = ""
    else:
        text.status, text.error = DocumentText.Status.DONE, ""
        text.raw_text = found.text
        text.repaired_text = repair(found.text, document.language or None)
        text.reader, text.pages, text.truncated = found.reader, found.pages, found.truncated
    text.save()
    return text
