from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.solidarity.models.person import PersonConcerned


class ConsentDecision(models.Model):
    """What may be published of somebody, who agreed to it, how and when; never changed.

    The latest one holds. Seen by coordinators and the secretariat alone.
    """

    class Agreed(models.TextChoices):
        PERSON = "person", _("the person")
        FAMILY = "family", _("the family")
        LAWYER = "lawyer", _("the lawyer")
        ORGANISATION = "organisation", _("the person’s organisation")
        NOBODY = "nobody", _("nobody could be asked")

    person = models.ForeignKey(
        PersonConcerned,
        verbose_name=_("person concerned"),
        on_delete=models.CASCADE,
        related_name="decisions",
    )
    show_name = models.BooleanField(_("the name may be published"), default=False)
    show_picture = models.BooleanField(_("the picture may be published"), default=False)
    show_place = models.BooleanField(_("the place may be published"), default=False)
    agreed_by = models.CharField(_("who agreed"), max_length=12, choices=Agreed.choices)
    agreed_name = models.CharField(
        _("their name, or how they are known"), max_length=200, blank=True
    )
    agreed_how = models.CharField(
        _("how"),
        max_length=250,
        help_text=_("Such as: by telephone, in a signed letter, through the lawyer’s office."),
    )
    agreed_on = models.DateField(pgettext_lazy("agreement", "on"), default=localdate)
    note = models.TextField(_("note"), blank=True)
    # Whether it takes back a name that had been published.
    withdraws = models.BooleanField(_("withdraws the name"), default=False, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded on"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision on what may be published")
        verbose_name_plural = _("decisions on what may be published")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreed_by="nobody")
                | Q(show_name=False, show_picture=False, show_place=False),
                name="nothing_shown_that_nobody_agreed_to",
                violation_error_message=_("Where nobody agreed, nothing may be published."),
            )
        ]

    def __str__(self):
        return f"{self.recorded_at:%Y-%m-%d} {self.get_agreed_by_display()}"

    def save(self, *args, **kwargs):
        """Add the row. Raise TypeError for one that is there already: history is not rewritten."""
        if not self._state.adding:
            raise TypeError("A decision on what may be published is never changed.")
        super().save(*args, **kwargs)
