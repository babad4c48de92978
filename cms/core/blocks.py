"""The blocks that texts are made of; their templates live in `cms/templates/blocks`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core import block_samples
from cms.core.labels import language_choices
from cms.core.translatable import SameEverywhereCharBlock, TranslatableTableBlock

INLINE = ["bold", "italic", "superscript", "link", "document-link"]
TEXT = [*INLINE, "ol", "ul"]


class SampledBlock:
    """A block that editors see a sample of before they choose it.

    Blocks of Wagtail that become one write themselves into migrations as what they are.
    """

    def get_preview_value(self):
        return self.normalize(block_samples.sample(self.name))

    def get_description(self):
        return block_samples.description(self.name) or super().get_description()


class ParagraphBlock(SampledBlock, blocks.RichTextBlock):
    """Running text."""

    def deconstruct(self):
        return ("wagtail.blocks.RichTextBlock", *super().deconstruct()[1:])


class NotesBlock(SampledBlock, blocks.ListBlock):
    """The footnotes of a text."""

    def deconstruct(self):
        return ("wagtail.blocks.ListBlock", *super().deconstruct()[1:])


class TableBlock(SampledBlock, TranslatableTableBlock):
    """A table of texts and numbers."""

    def get_preview_value(self):
        return self.to_python(block_samples.sample(self.name))


class HeadingBlock(SampledBlock, blocks.StructBlock):
    """A heading inside a text; the page's title is the only one above it."""

    text = blocks.CharBlock(label=_("text"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Sub-heading"))], default="2", label=_("level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class QuoteBlock(SampledBlock, blocks.StructBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("text"))
    source = blocks.CharBlock(required=False, label=_("who said it, where"))
    language = blocks.ChoiceBlock(
        choices=language_choices,
        required=False,
        label=_("language"),
        help_text=_("Only where it is another than the page's."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class ImageBlock(SampledBlock, blocks.StructBlock):
    """A picture with its caption; the credit comes from the picture itself."""

    image = ImageChooserBlock(label=_("image"))
    caption = blocks.CharBlock(required=False, label=_("caption"))
    crop = blocks.ChoiceBlock(
        choices=[
            ("wide", _("wide (16:9)")),
            ("square", _("square")),
            ("upright", _("upright (4:5)")),
        ],
        required=False,
        label=_("cut to"),
        help_text=_("Around the focal point that is set on the picture; empty shows it whole."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"
        preview_template = "blocks/previews/image.html"


class DocumentBlock(SampledBlock, blocks.StructBlock):
    """A file to download, shown with its type and size."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(required=False, label=_("title"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class CalloutBlock(SampledBlock, blocks.StructBlock):
    """A passage set apart from the running text."""

    title = blocks.CharBlock(required=False, label=_("title"))
    text = blocks.RichTextBlock(features=TEXT, label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Box")
        template = "blocks/callout.html"


class FootnoteBlock(blocks.StructBlock):
    """A note that a superscript of the same mark in the text refers to."""

    mark = SameEverywhereCharBlock(max_length=8, label=_("mark"))
    text = blocks.RichTextBlock(features=INLINE, label=_("text"))


class BodyBlock(blocks.StreamBlock):
    """A text as readers get it: paragraphs, headings, quotations, pictures, files, notes."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(
        features=TEXT, label=_("Text"), icon="pilcrow", template="blocks/paragraph.html"
    )
    quote = QuoteBlock()
    image = ImageBlock()
    document = DocumentBlock()
    callout = CalloutBlock()
    table = TableBlock(
        [
            ("text", blocks.CharBlock(required=False, label=_("text"))),
            ("number", blocks.DecimalBlock(required=False, label=_("number"))),
        ],
        label=_("Table"),
        template="blocks/table.html",
    )
    footnotes = NotesBlock(
        FootnoteBlock(),
        icon="list-ol",
        label=_("Footnotes"),
        template="blocks/footnotes.html",
        help_text=_("In the text, write the mark as a superscript: it becomes a link."),
    )

    class Meta:
        block_counts = {"footnotes": {"max_num": 1}}


class AttachmentsBlock(blocks.StreamBlock):
    """Files that belong to a page."""

    document = DocumentBlock()


class CorrectionBlock(blocks.StructBlock):
    """What was corrected after publication, and when."""

    date = blocks.DateBlock(label=_("date"))
    note = blocks.TextBlock(label=_("what was corrected"))


class CorrectionsBlock(blocks.StreamBlock):
    """The corrections of a published text, oldest first."""

    correction = CorrectionBlock(label=_("Correction"), icon="edit")
