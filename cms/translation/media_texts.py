"""What a page's pictures and files say in its language: alternative texts, titles of files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from cms.core.blocks import DocumentBlock
from cms.core.labels import own_label
from cms.publishing.rules import Publication
from cms.translation.source import translation_of

LONGEST = 255
_ALT_TEXT, _TITLE = "alt_texts", "titles"


@dataclass(frozen=True)
class MediaText:
    """The alternative text of a picture, or the title of a file, in one language."""

    row: models.Model
    field: str
    language: str

    @property
    def key(self) -> str:
        """What its field in a form is called by."""
        return f"{self.field}-{self.row.pk}"

    @property
    def is_picture(self) -> bool:
        """Whether it belongs to a picture, rather than to a file."""
        return self.field == _ALT_TEXT

    @property
    def source(self) -> str:
        """What it says where it has no text in the language."""
        return self.row.description if self.is_picture else self.row.title

    @property
    def text(self) -> str:
        """What it says in the language; empty where nobody has said it yet."""
        return own_label(getattr(self.row, self.field), self.language)


def media_texts(page) -> list[MediaText]:
    """Return the texts that the pictures and files of `page` have or need in its language.

    A decorative picture says nothing. A file that the page gives a title of its own, or that is
    written in the language of the page, needs no other title.
    """
    language = page.locale.language_code
    found = {}
    for row in _shown_media(page):
        if isinstance(row, get_image_model()):
            field = _ALT_TEXT if row.default_alt_text else ""
        else:
            field = "" if row.language == language else _TITLE
        if field:
            found[type(row), row.pk] = MediaText(row, field, language)
    return list(found.values())


def untranslated_media_texts(page) -> list[str]:
    """Return what the pictures and files of `page` say in another language than the page's.

    Nothing where `page` is not a translation: its pictures were described in its language.
    """
    if translation_of(page) is None:
        return []
    return [media.source for media in media_texts(page) if not media.text]


def untranslated_media(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: what its pictures and files do not say yet."""
    missing = untranslated_media_texts(publication.page)
    if not missing:
        return []
    reason = ngettext(
        "“%(title)s” is not published: %(count)d alternative text of a picture or title of a file "
        "is not in %(language)s yet: “%(text)s”.",
        "“%(title)s” is not published: %(count)d alternative texts of pictures or titles of files "
        "are not in %(language)s yet. The first is “%(text)s”.",
        len(missing),
    ) % {
        "title": publication.page.get_admin_display_title(),
        "count": len(missing),
        "language": publication.page.locale.get_display_name(),
        "text": missing[0],
    }
    return [reason]


def save_media_text(*, media: MediaText, value: str) -> None:
    """Keep `value` as the text of a picture or file in its language; ValueError if too long."""
    value = value.strip()
    if len(value) > LONGEST:
        raise ValueError(_("There is room for %(limit)d characters.") % {"limit": LONGEST})
    row = type(media.row).objects.select_for_update().get(pk=media.row.pk)
    labels = dict(getattr(row, media.field) or {})
    if value:
        labels[media.language] = value
    else:
        labels.pop(media.language, None)
    setattr(row, media.field, labels)
    row.save(update_fields=[media.field])


def _shown_media(page) -> Iterator[models.Model]:
    media = (get_image_model(), get_document_model())
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            yield from _chosen(value.stream_block, value, media)
        elif isinstance(field, models.ForeignKey) and issubclass(field.related_model, media):
            row = getattr(page, field.name)
            if row is not None:
                yield row


def _chosen(block, value, media) -> Iterator[models.Model]:
    """Return the pictures and files that are chosen in the `value` of `block`, at any depth."""
    if isinstance(block, blocks.StreamBlock):
        for child in value or ():
            yield from _chosen(child.block, child.value, media)
    elif isinstance(block, blocks.ListBlock):
        for child in value or ():
            yield from _chosen(block.child_block, child, media)
    elif isinstance(block, blocks.StructBlock):
        if isinstance(block, DocumentBlock) and value.get("title"):
            return
        for name, child in block.child_blocks.items():
            yield from _chosen(child, value.get(name), media)
    elif isinstance(value, media):
        yield value
