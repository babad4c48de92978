"""A page as the checks read it: its fields, the pieces of its texts, its files and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup
from django.db import models
from django.utils.html import escape
from wagtail.blocks import ChoiceBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

_PARTS = ["p", "li", "h2", "h3", "h4", "h5", "h6"]


@dataclass(frozen=True)
class Piece:
    """A text of one block: rich text, a heading, a caption, a cell.

    `block` is the type of the outermost block, `anchor` the id of that block in the editor.
    """

    block: str
    anchor: str
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Its tree."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def text(self) -> str:
        """Its words; whatever stands in another element stands apart."""
        return self.soup.get_text(" ")

    @cached_property
    def unbroken(self) -> str:
        """Its words as they are seen: emphasis parts no word, a paragraph does."""
        return "\n".join(self.paragraphs)

    @cached_property
    def paragraphs(self) -> list[str]:
        """The words of each of its paragraphs and items; all of it where it has none."""
        parts = [tag for tag in self.soup.find_all(_PARTS) if not tag.find(_PARTS)]
        texts = [tag.get_text() for tag in parts] or [self.soup.get_text()]
        return [text for text in texts if text.strip()]


@dataclass(frozen=True)
class Reading:
    """A page of its own type with the content to check, and for whom it is checked (or None)."""

    page: Page
    user: object | None = None

    @property
    def language(self) -> str:
        """The code of the language it is written in."""
        return self.page.locale.language_code

    @cached_property
    def field_texts(self) -> list[tuple[str, str]]:
        """The texts of its plain fields that are published, each with the name of the field."""
        return [
            (str(getattr(self.page, field.name) or ""), field.name)
            for field in self.page._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and field.editable
            and not field.choices
        ]

    @cached_property
    def blocks(self) -> list[tuple[object, str]]:
        """The outermost blocks of all its texts, each with its place in the editor."""
        return [
            (block, f"block-{block.id}-section" if block.id else field.name)
            for field in self.page._meta.concrete_fields
            if isinstance(field, StreamField)
            for block in getattr(self.page, field.name)
        ]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The texts of all its blocks, in order."""
        return [
            Piece(block.block_type, anchor, part)
            for block, anchor in self.blocks
            for part in _leaves(block.block, block.value)
            if isinstance(part, str) and part.strip()
        ]

    @cached_property
    def files(self) -> list[tuple[object, str]]:
        """The pictures and documents that it shows, each with its place; None for one deleted."""
        own = [
            (getattr(self.page, field.name), field.name)
            for field in self.page._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and issubclass(field.related_model, AbstractImage | AbstractDocument)
            and getattr(self.page, f"{field.name}_id")
        ]
        return own + [
            (part, anchor)
            for block, anchor in self.blocks
            for part in _leaves(block.block, block.value)
            if not isinstance(part, str)
        ]


def _leaves(block, value) -> Iterator[str | object | None]:
    """Yield the texts of a block as HTML, and its files as they are, None for one deleted."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _leaves(child, value.get(name))
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from _leaves(child.block, child.value)
    elif isinstance(block, ListBlock):
        for child in value:
            yield from _leaves(block.child_block, child)
    elif isinstance(block, TypedTableBlock):
        yield from _cells(value)
    elif isinstance(value, str):
        if not isinstance(block, ChoiceBlock):
            yield escape(value)
    elif isinstance(value, AbstractImage | AbstractDocument) or _is_file(block):
        yield value


def _cells(table) -> Iterator[str]:
    yield escape(table.caption or "")
    for column in table.columns:
        yield escape(column["heading"] or "")
    for row in table.row_data:
        yield from (escape(value) for value in row["values"] if isinstance(value, str))


def _is_file(block) -> bool:
    return isinstance(block, ImageChooserBlock | DocumentChooserBlock)
