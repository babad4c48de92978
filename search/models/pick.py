from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from cms.core.labels import language_choices
from cms.core.text import fold


class Pick(models.Model):
    """A page that editors put first for a query."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    query = models.CharField(_("query"), max_length=200)
    folded_query = models.CharField(max_length=200, editable=False, db_index=True)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("language"),
        FieldPanel("query"),
        PageChooserPanel("page"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("editor’s pick")
        verbose_name_plural = _("editor’s picks")
        ordering = ["language", "folded_query", "sort_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded_query", "page"], name="one_pick_a_query_and_page"
            )
        ]

    def __str__(self):
        return f"{self.query} ({self.language})"

    def save(self, *args, **kwargs):
        self.folded_query = fold(self.query)[:200]
        super().save(*args, **kwargs)
