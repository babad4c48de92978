from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms.core.blocks import BodyBlock
from cms.core.labels import default_language, language_choices
from home.models.statement import StatementPage


class StartingPoint(models.Model):
    """What a new statement of a kind begins with, in one language; the secretariat words it."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As it is offered to who begins a statement.")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=StatementPage.Kind.choices)
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default=default_language
    )
    title = models.CharField(
        _("title"),
        max_length=255,
        blank=True,
        help_text=_("A pattern to complete: “Resolution of the Council on …”."),
    )
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    class Meta:
        verbose_name = _("starting point")
        verbose_name_plural = _("starting points")
        ordering = ["language", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "name"],
                name="one_starting_point_of_a_name",
                violation_error_message=_("There is a starting point of this name already."),
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.language})"

    def apply_to(self, page: StatementPage) -> None:
        """Let `page`, which is new, begin with this; its blocks are its own from now on."""
        page.kind = self.kind
        page.title = page.draft_title = self.title
        page.summary = self.summary
        page.body = [
            {"type": block["type"], "value": block["value"]} for block in self.body.get_prep_value()
        ]
