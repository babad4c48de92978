"""The links of invitations: see `cms.core.links`."""

import datetime

from django.conf import settings

from cms.accounts.models import Invitation
from cms.core import links


def renew(invitation: Invitation) -> str:
    """Return the token of a new link for `invitation`; those sent before are void from now on."""
    return links.renew(invitation, datetime.timedelta(days=settings.INVITATION_DAYS))


def find(token: str) -> tuple[Invitation | None, bool]:
    """Return the invitation that `token` was made for, and whether it is the last link sent."""
    return links.find(Invitation.objects.select_related("user"), token)


def take(token: str) -> Invitation:
    """Return the invitation that `token` opens, held; the link is spent. Raise LinkError."""
    return links.take(Invitation.objects.select_related("user"), token)
