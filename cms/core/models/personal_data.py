import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.core.models.consent import ConsentText


class PersonalDataQuerySet(models.QuerySet):
    """Rows about people."""

    def past_keeping(self, today: datetime.date | None = None):
        """Return those whose last day was before `today` and that still say who it was."""
        today = today or timezone.localdate()
        return self.filter(keep_until__lt=today, anonymised_at=None)


class PersonalDataMixin(models.Model):
    """A row about somebody: what they agreed to, how long it is kept, when it was made nameless."""

    # What the fields that tell who it is become, by their names.
    anonymous_values: dict = {}

    consent_text = models.ForeignKey(
        ConsentText,
        verbose_name=_("agreed to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    consent_language = models.CharField(
        _("language of the consent"),
        max_length=10,
        blank=True,
        editable=False,
        choices=language_choices,
    )
    consented_at = models.DateTimeField(_("agreed at"), null=True, blank=True, editable=False)
    keep_until = models.DateField(
        _("kept until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The last day; then nobody can tell any more who it was."),
    )
    anonymised_at = models.DateTimeField(
        _("made anonymous at"), null=True, blank=True, editable=False
    )

    objects = PersonalDataQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_text=None, consent_language="", consented_at=None)
                | Q(consent_text__isnull=False, consented_at__isnull=False)
                & ~Q(consent_language=""),
                name="%(class)s_consent_whole",
            )
        ]

    def give_consent(self, text: ConsentText, language: str | None = None) -> None:
        """Note that the person agrees now to `text`, as it reads in `language`, the active one."""
        self.consent_text = text
        self.consent_language = language or get_language()
        self.consented_at = timezone.now()

    def anonymise(self) -> None:
        """Take out of the row who it was, and save it; a second time changes nothing."""
        if self.anonymised_at:
            return
        for name, value in self.anonymous_values.items():
            setattr(self, name, value)
        self.anonymised_at = timezone.now()
        self.save(update_fields=[*self.anonymous_values, "anonymised_at"])


class DataSubject(models.Model):
    """Somebody whose data was looked up, handed out or erased; what was done is in the log.

    Known by a keyed digest alone: who asks again is found, and nobody can read who asked.
    """

    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        default_permissions = ()
        permissions = [
            (
                "handle_personal_data",
                "Can look up, hand out and erase what is held about a person",
            )
        ]

    def __str__(self):
        return self.digest[:12]
