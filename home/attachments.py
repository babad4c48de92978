"""The files that belong to a page."""

from cms.core.templatetags.kit import file_type


def attachment_facts(stream) -> list[dict]:
    """Return the attached files as the list of attachments reads them."""
    files = []
    for block in stream:
        document = block.value["document"]
        if document:
            files.append(
                {
                    "title": block.value.get("title") or document.shown_title,
                    "url": document.url,
                    "type": file_type(document.filename),
                    "size": document.file_size,
                    "language": document.get_language_display() if document.language else "",
                }
            )
    return files
