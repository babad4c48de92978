from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.labels import default_language, language_choices
from cms.core.models import SecretLinkModel
from cms.directory.querysets import site_day
from extranet.membership.models.case import Case


class Hearing(SecretLinkModel):
    """What the organisation concerned says to a case against it, until a day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="hearing")
    until = models.DateField(_("statement until"))
    # Where the link to the statement goes; empty where the extranet is enough.
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default=default_language
    )
    statement = models.TextField(_("statement given"), blank=True)
    given_at = models.DateTimeField(null=True, blank=True, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True, statement="")
                | models.Q(given_at__isnull=False) & ~models.Q(statement=""),
                name="statement_given_at_a_moment",
            )
        ]

    def __str__(self):
        return str(self.case)

    @property
    def is_open(self) -> bool:
        """Whether the organisation can still say something."""
        return self.case.is_prepared and not self.given_at and site_day() <= self.until

    @property
    def is_done(self) -> bool:
        """Whether the organisation has spoken, or has let the day pass."""
        return bool(self.given_at) or site_day() > self.until
