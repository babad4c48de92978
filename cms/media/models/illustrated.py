from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class IllustratedMixin(models.Model):
    """A page with an image of its own; it is shown with its page, so `shown_with` names it."""

    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown 16:9, around the focal point that is set on the picture."),
    )

    image_panels = [FieldPanel("image")]

    class Meta:
        abstract = True
