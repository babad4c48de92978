from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices
from cms.core.models import SecretLinkModel


class InvitationState(models.TextChoices):
    """What has become of an invitation."""

    PENDING = "pending", _("waiting for an answer")
    EXPIRED = "expired", _("expired")
    ACCEPTED = "accepted", _("accepted")
    REVOKED = "revoked", _("revoked")


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def open(self):
        """Return those that were neither accepted nor revoked; their link may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(SecretLinkModel):
    """A way into an account, by a link that was sent to its address and counts once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name=_("user")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    # Where the person was going; a path on this site.
    next_url = models.CharField(_("leads to"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_a_user",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.user.email

    @property
    def state(self) -> InvitationState:
        """What has become of it by now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        if self.has_expired:
            return InvitationState.EXPIRED
        return InvitationState.PENDING
