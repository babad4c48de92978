from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.core.text import name_words


class SecurityHoldQuerySet(models.QuerySet):
    """Names that may not be published."""

    def in_force(self):
        """Return the holds that have not ended; the last day counts."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=localdate()))


class HeldNameModel(models.Model):
    """Somebody's name in all the ways it is written, so that texts that hold it are found."""

    name = models.CharField(_("name"), max_length=200)
    variants = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_(
            "One a line: transliterations, maiden name, nickname, family name first. Accents, "
            "capitals and hyphens make no difference."
        ),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        for field, spellings in (("name", [self.name]), ("variants", self.variants.splitlines())):
            # Where hardly anything is left, every other text would name the person.
            if any(text.strip() and len(name_words(text)) < 3 for text in spellings):
                raise ValidationError({field: _("Write at least three letters.")})

    @property
    def spellings(self) -> list[str]:
        """All the ways the name is written, each as `name_words` gives it."""
        texts = [self.name, *self.variants.splitlines()]
        return [words for text in texts if (words := name_words(text))]


class SecurityHold(HeldNameModel):
    """A person whose name may not be published for now: it would put somebody at risk.

    Only those who may see holds learn who is on the list, and why.
    """

    reason = models.TextField(
        _("reason"), help_text=_("Seen by coordinators and the secretariat alone.")
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day; empty until it is lifted.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made on"), auto_now_add=True)

    objects = SecurityHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("name on security hold")
        verbose_name_plural = _("names on security hold")
        ordering = ["name", "pk"]
