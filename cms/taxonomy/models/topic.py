from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import Term


class Topic(Term):
    """A subject of the alliance's positions; it may be part of a broader one."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
