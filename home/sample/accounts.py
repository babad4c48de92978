"""People who can sign in to look around: one for every role, and some with mandates."""

import secrets
import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.accounts import encryption, second_factor
from cms.accounts.roles import ROLES
from cms.accounts.services import sync_roles
from cms.directory.models import Person

# How long a code of an app is shown, in seconds.
PERIOD = 30
# What the addresses of the sample's accounts end with.
DOMAIN = "@example.org"


@dataclass(frozen=True)
class Account:
    """A sign-in of the sample: the address, and the role it stands for.

    `person` is the code of the person of the directory who signs in with it; a right to read papers
    comes from that person's mandates, not from a role.
    """

    email: str
    role: str
    given_name: str
    family_name: str
    language: str
    person: str = ""


ACCOUNTS = (
    Account("editor@example.org", "editors", "Eva", "Lindqvist", "en"),
    Account("translator@example.org", "translators", "Tomás", "Iriarte", "es"),
    Account("coordinator@example.org", "coordinators", "Amélie", "Rochefort-Diop", "fr"),
    Account("secretariat@example.org", "secretariat", "Sabine", "Wouters", "fr"),
    Account("chair@example.org", "", "Wanjiru", "Otieno", "en", "wanjiru-otieno"),
    Account("delegate@example.org", "", "Clarisse", "Yandoka", "fr", "clarisse-yandoka"),
    Account("guest@example.org", "", "Camila", "Buendía", "es", "camila-buendia"),
    Account("academy@example.org", "academy", "Noémie", "Vandervelde", "fr"),
    Account("trainer@example.org", "", "Rui", "Cardoso", "en"),
    Account("representative@example.org", "", "Mamadou Lamine", "Thiaw", "fr", "mamadou-thiaw"),
    Account("participant@example.org", "", "Aminata", "Seck", "fr"),
    Account("auditor@example.org", "", "Ana", "Pimentel", "en", "ana-pimentel"),
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
        created = user is None
        if created:
            user = get_user_model().objects.create_user(
                account.email,
                chosen,
                first_name=account.given_name,
                last_name=account.family_name,
                language=account.language,
            )
            if account.role:
                user.groups.add(Group.objects.get(name=ROLES[account.role].name))
            Person.objects.filter(code=account.person, user=None).update(user=user)
        elif password:
            user.set_password(password)
            user.save(update_fields=["password"])
        if second_factor.is_required(user) and not second_factor.has_factor(user):
            give_sample_second_factor(user)
        if created or password:
            changed.append(account.email)
    return changed, chosen


def give_sample_second_factor(user, secret: str | None = None) -> str:
    """Give `user` an authenticator app that nobody has to hold: `sample_code` tells its codes.

    Return its secret. Raise PermissionError on a site that must not have such accounts.
    """
    if not accounts_allowed():
        raise PermissionError("Accounts whose second factor is known are not for this site.")
    secret = secret or generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def sample_code(user) -> tuple[str, int]:
    """Return the code that the app of `user` shows now, and for how many seconds more.

    Raise PermissionError where this site must not have such accounts, LookupError without an app.
    """
    if not accounts_allowed():
        raise PermissionError("Accounts whose second factor is known are not for this site.")
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        raise LookupError("This account has no app.")
    period, past = divmod(int(time.time()), PERIOD)
    secret = encryption.decrypt(app.data["secret"])
    return format_hotp_value(hotp_value(secret, period)), PERIOD - past


def account_for(role: str):
    """Return the user who stands for a role, or None where there are no accounts."""
    email = next(account.email for account in ACCOUNTS if account.role == role)
    return get_user_model().objects.filter(email__iexact=email).first()
