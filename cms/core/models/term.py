from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.core.labels import LabelsField, pick, texts
from cms.core.text import fold


class FoldedTextField(models.TextField):
    """Derived at every save from the owner's `folded_source()`, for search in any spelling."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = fold(" ".join(filter(None, model_instance.folded_source())))
        setattr(model_instance, self.attname, value)
        return value


class Term(index.Indexed, models.Model):
    """A language-neutral row of a vocabulary: a stable code and a label in every site language."""

    code = models.SlugField(
        _("code"),
        max_length=64,
        unique=True,
        help_text=_("Stable and never shown: addresses and imports refer to it."),
    )
    labels = LabelsField(_("name"))
    search_text = FoldedTextField()

    # Wagtail's choosers and listings search these columns through the ORM.
    search_fields = [
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
        index.FilterField("code"),
    ]

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self):
        return self.label or self.code

    @property
    def label(self) -> str:
        """The name in the active language."""
        return pick(self.labels)

    def folded_source(self) -> list[str]:
        """Return the texts that a search for this row looks at."""
        return [self.code, *texts(self.labels)]
