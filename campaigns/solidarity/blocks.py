"""What declarations are made of besides their text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import TEXT


class ActionBlock(blocks.StructBlock):
    """One thing that readers can do."""

    title = blocks.CharBlock(label=_("what to do"), max_length=120)
    text = blocks.RichTextBlock(features=TEXT, label=_("how"))


class ActionsBlock(blocks.StreamBlock):
    """What readers can do, the most useful first."""

    action = ActionBlock(label=_("Something to do"), icon="pick")
