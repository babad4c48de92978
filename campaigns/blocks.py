"""What campaign pages are made of besides their text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks import INLINE, TEXT, DocumentBlock


class DemandBlock(blocks.StructBlock):
    """One thing that is asked for."""

    title = blocks.CharBlock(label=_("what is asked for"), max_length=200)
    text = blocks.RichTextBlock(features=INLINE, required=False, label=_("in more words"))


class DemandsBlock(blocks.StreamBlock):
    """The demands of a campaign, in their order."""

    demand = DemandBlock(label=_("Demand"), icon="list-ol")


class UpdateBlock(blocks.StructBlock):
    """What happened on a day."""

    date = blocks.DateBlock(label=_("day"))
    title = blocks.CharBlock(label=_("title"), max_length=200)
    text = blocks.RichTextBlock(features=TEXT, required=False, label=_("text"))


class UpdatesBlock(blocks.StreamBlock):
    """The news of a campaign, in any order: readers see the newest first."""

    update = UpdateBlock(label=_("News"), icon="date")


class PictureBlock(blocks.StructBlock):
    """A picture to be used elsewhere; its credit comes from the picture itself."""

    image = ImageChooserBlock(label=_("image"))
    title = blocks.CharBlock(required=False, label=_("title"), max_length=120)

    class Meta:
        icon = "image"


class CopyBlock(blocks.StructBlock):
    """A short text to be copied."""

    title = blocks.CharBlock(label=_("what it is for"), max_length=120)
    text = blocks.TextBlock(label=_("text"))


class ToolkitBlock(blocks.StreamBlock):
    """What others use to make the campaign known, in the language of the page."""

    image = PictureBlock(label=_("Picture"))
    text = CopyBlock(label=_("Text to copy"), icon="copy")
    document = DocumentBlock()


class RelatedBlock(blocks.StreamBlock):
    """Positions and events that belong to a campaign; readers get them in their language."""

    page = blocks.PageChooserBlock(
        page_type=["home.StatementPage", "home.EventPage"],
        label=_("Position or event"),
        icon="doc-full",
    )
