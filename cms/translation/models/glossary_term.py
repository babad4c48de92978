from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.core.labels import LabelsField, default_language, language_choices, texts
from cms.core.models import FoldedTextField


class GlossaryTerm(index.Indexed, models.Model):
    """A term and what it is called in the other languages, or a name that is never translated."""

    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default=default_language
    )
    term = models.CharField(_("term or name"), max_length=200)
    never_translated = models.BooleanField(
        _("never translated"),
        default=False,
        help_text=_("A name that is written the same in every language, capitals included."),
    )
    translations = LabelsField(
        _("in the other languages"),
        blank=True,
        help_text=_("Leave the languages empty that have no agreed word yet."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Shown to translators beside the text.")
    )
    search_text = FoldedTextField()

    search_fields = [
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["term", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "term"],
                name="glossary_term_once_a_language",
                violation_error_message=_("This term is in the glossary already."),
            )
        ]

    def __str__(self):
        return self.term

    def clean(self):
        super().clean()
        others = {code for code, text in (self.translations or {}).items() if text}
        if self.never_translated and others:
            message = _("A name that is never translated has no translations.")
            raise ValidationError({"translations": message})

    def folded_source(self) -> list[str]:
        """Return the texts that a search for this row looks at."""
        return [self.term, *texts(self.translations)]

    def wanted_in(self, language: str) -> str:
        """Return the word to use in `language`; empty where none is agreed."""
        return self.term if self.never_translated else (self.translations or {}).get(language, "")
