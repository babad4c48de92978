"""People who can sign in to look around: one for every role."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.accounts.roles import ROLES
from cms.accounts.services import sync_roles


@dataclass(frozen=True)
class Account:
    """A sign-in of the sample: the address, and the role it stands for."""

    email: str
    role: str
    given_name: str
    family_name: str
    language: str


ACCOUNTS = (
    Account("editor@example.org", "editors", "Eva", "Lindqvist", "en"),
    Account("translator@example.org", "translators", "Tomás", "Iriarte", "es"),
    Account("coordinator@example.org", "coordinators", "Amélie", "Rochefort-Diop", "fr"),
    Account("secretariat@example.org", "secretariat", "Sabine", "Wouters", "fr"),
)


def accounts_allowed() -> bool:
    """Return whether sign-ins that everybody can read about may exist on this site.

    The setting `SAMPLE_ACCOUNTS` decides, and where there is none, whether this is a debug site.
    """
    return bool(getattr(settings, "SAMPLE_ACCOUNTS", settings.DEBUG))


def make_accounts(password: str | None = None) -> tuple[list[str], str]:
    """Make the accounts that are missing; return their addresses and their password.

    Without `password` a random one is made, and accounts that exist keep theirs; with it all of
    them get it.
    """
    sync_roles()
    chosen = password or secrets.token_urlsafe(12)
    changed = []
    for account in ACCOUNTS:
        user = get_user_model().objects.filter(email__iexact=account.email).first()
        if user is None:
            user = get_user_model().objects.create_user(
                account.email,
                chosen,
                first_name=account.given_name,
                last_name=account.family_name,
                language=account.language,
            )
            user.groups.add(Group.objects.get(name=ROLES[account.role].name))
        elif password:
            user.set_password(password)
            user.save(update_fields=["password"])
        else:
            continue
        changed.append(account.email)
    return changed, chosen


def account_for(role: str):
    """Return the user who stands for a role, or None where there are no accounts."""
    email = next(account.email for account in ACCOUNTS if account.role == role)
    return get_user_model().objects.filter(email__iexact=email).first()
