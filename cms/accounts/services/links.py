"""The links of invitations: signed, so that nonsense is refused unread, and kept as digests."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cms.accounts.models import Invitation

_signer = Signer(salt="cms.accounts.invitation", sep=".")


def renew(invitation: Invitation) -> str:
    """Return the token of a new link for `invitation`; those sent before are void from now on."""
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation.token_digest = _digest(secret)
    invitation.sent_at = now
    invitation.expires_at = now + datetime.timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["token_digest", "sent_at", "expires_at"])
    return _signer.sign(f"{invitation.pk}.{secret}")


def find(token: str) -> tuple[Invitation | None, bool]:
    """Return the invitation that `token` was made for, and whether it is the last link sent."""
    try:
        pk, _dot, secret = _signer.unsign(token).partition(".")
    except BadSignature:
        return None, False
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    return invitation, invitation is not None and matches(invitation, secret)


def secret_of(token: str) -> str:
    """Return the secret within `token`, or nothing where it was not signed here."""
    try:
        return _signer.unsign(token).partition(".")[2]
    except BadSignature:
        return ""


def matches(invitation: Invitation, secret: str) -> bool:
    """Return whether `secret` is that of the last link sent."""
    return bool(secret) and constant_time_compare(invitation.token_digest, _digest(secret))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
