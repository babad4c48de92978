from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.labels import language_choices


class Synonym(models.Model):
    """Words that mean the same to whoever searches; it acts on the query, nothing is reindexed."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    words = models.CharField(
        _("words"),
        max_length=250,
        help_text=_("Separated by commas: gender pay gap, wage inequality, equal pay."),
    )

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "words"]

    def __str__(self):
        return self.words

    def clean(self):
        super().clean()
        if len(self.as_list()) < 2:
            raise ValidationError({"words": _("Write at least two words, separated by commas.")})

    def as_list(self) -> list[str]:
        """Return the words or word groups, each as it was written."""
        return [word.strip() for word in self.words.split(",") if word.strip()]
