"""What course pages are made of besides their text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import INLINE


class AimsBlock(blocks.StreamBlock):
    """What participants can do after a course, in its order."""

    aim = blocks.RichTextBlock(features=INLINE, label=_("Aim"), icon="list-ol")


class VoiceBlock(blocks.StructBlock):
    """What a participant says, who agreed to be quoted."""

    text = blocks.TextBlock(label=_("text"), max_length=500)
    name = blocks.CharBlock(label=_("name"), max_length=120)
    origin = blocks.CharBlock(label=_("party or country, year"), required=False, max_length=120)


class VoicesBlock(blocks.StreamBlock):
    """What participants say."""

    voice = VoiceBlock(label=_("What somebody says"), icon="openquote")
