"""How allauth behaves on this site."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


def display_name(user) -> str:
    """Return how `user` is called on the account pages."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors of this site."""
