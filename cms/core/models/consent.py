import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick


class ConsentTextQuerySet(models.QuerySet):
    """What people are asked to agree to."""

    def current(self, purpose: str, at: datetime.datetime | None = None) -> "ConsentText | None":
        """Return the version for `purpose` that is in force at the moment `at`, by default now."""
        in_force = self.filter(purpose=purpose, valid_from__lte=at or timezone.now())
        return in_force.order_by("valid_from", "version").last()


class ConsentText(models.Model):
    """A version of what people agree to when they give us data for a purpose.

    From the moment it is in force it never changes, so that it can always be said what somebody
    agreed to: the database itself refuses (`cms.core.personal_data.frozen`). A change is a new
    version.
    """

    purpose = models.SlugField(
        _("purpose"),
        max_length=64,
        help_text=_("What the data is for, as the forms know it: “signature”, “enrolment”."),
    )
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    texts = LabelsField(_("text"), long=True)
    valid_from = models.DateTimeField(
        _("in force from"),
        default=timezone.now,
        help_text=_("From this moment on the text cannot be changed."),
    )

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"], name="one_consent_text_a_version"
            )
        ]

    def __str__(self):
        return f"{self.purpose}, {self.version}"

    def save(self, *args, **kwargs):
        """Save the text, under the next number where it is new."""
        if not self.version:
            of_purpose = ConsentText.objects.filter(purpose=self.purpose)
            self.version = (of_purpose.aggregate(last=Max("version"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        kept = ConsentText.objects.filter(pk=self.pk).first() if self.pk else None
        if kept and kept.is_in_force():
            raise ValidationError(_("This text is in force. Write a new version instead."))

    def is_in_force(self) -> bool:
        """Return whether it is or has been in force."""
        return self.valid_from <= timezone.now()

    @property
    def text(self) -> str:
        """The text in the active language."""
        return pick(self.texts)
