"""What lessons are made of: text, files of the lesson itself, and videos of other hosts.

Pictures and documents of the site are public, so a lesson has none of them.
"""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from academy.learning.hosts import frame_of
from cms.core.blocks import (
    CalloutBlock,
    FootnoteBlock,
    HeadingBlock,
    NotesBlock,
    ParagraphBlock,
    QuoteBlock,
    TableBlock,
)

TEXT = ["bold", "italic", "superscript", "link", "ol", "ul"]


class FileBlock(blocks.StructBlock):
    """One of the lesson's own files, shown here."""

    code = blocks.RegexBlock(regex=r"^[-a-zA-Z0-9_]+$", label=_("code of the file"), max_length=40)
    caption = blocks.CharBlock(
        required=False, label=pgettext_lazy("lesson", "caption"), max_length=200
    )

    def get_context(self, value, parent_context=None):
        """Add the file; `files` of the page's context holds the lesson's, by code."""
        context = super().get_context(value, parent_context)
        return context | {"file": (parent_context or {}).get("files", {}).get(value["code"])}

    class Meta:
        icon = "doc-full"
        label = _("File of the lesson")
        template = "academy_learning/blocks/file.html"


class OtherVideoBlock(blocks.StructBlock):
    """A video of another host: nothing of it is loaded before the reader asks for it."""

    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("title"), max_length=160)
    summary = blocks.TextBlock(
        required=False, label=_("what is said in it, for who cannot watch it"), max_length=3000
    )

    def get_context(self, value, parent_context=None):
        """Add the address of a player for a frame, and the host that is asked."""
        context = super().get_context(value, parent_context)
        host = (urlsplit(value["url"]).hostname or "").removeprefix("www.")
        return context | {"frame": frame_of(value["url"]), "host": host}

    class Meta:
        icon = "media"
        label = _("Video of another host")
        template = "academy_learning/blocks/other_video.html"


class LessonBlock(blocks.StreamBlock):
    """The text of a lesson."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(
        features=TEXT, label=_("Text"), icon="pilcrow", template="blocks/paragraph.html"
    )
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = TableBlock(
        [
            ("text", blocks.CharBlock(required=False, label=_("text"))),
            (
                "number",
                blocks.DecimalBlock(required=False, label=pgettext_lazy("lesson", "number")),
            ),
        ],
        label=_("Table"),
        template="blocks/table.html",
    )
    file = FileBlock()
    video = OtherVideoBlock()
    footnotes = NotesBlock(
        FootnoteBlock(), icon="list-ol", label=_("Footnotes"), template="blocks/footnotes.html"
    )

    class Meta:
        block_counts = {"footnotes": {"max_num": 1}}
