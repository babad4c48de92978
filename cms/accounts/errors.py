"""What can stand in the way of what people want to do with accounts."""

from django.utils.translation import gettext_lazy as _

from cms.core.links import LinkError, LinkExpired, LinkInvalid

__all__ = [
    "AccountDeactivated",
    "AccountError",
    "AlreadyHasAccount",
    "InvitationClosed",
    "LinkError",
    "LinkExpired",
    "LinkInvalid",
]


class AccountError(Exception):
    """Something about an account cannot be done; `str(error)` says why, for people."""

    message = ""

    def __str__(self) -> str:
        return str(self.message)


class AlreadyHasAccount(AccountError):
    """The address belongs to somebody who signs in already."""

    message = _("Somebody with this address has an account already.")


class AccountDeactivated(AccountError):
    """The account was switched off; an invitation must not switch it on again."""

    message = _("The account with this address was deactivated. An administrator can activate it.")


class InvitationClosed(AccountError):
    """The invitation was accepted or revoked."""

    message = _("This invitation was accepted or revoked.")
