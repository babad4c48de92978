"""Signs test clients in as the site would: with the second factor, where one is required."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from cms.accounts import second_factor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_force_login = Client.force_login


def give_app(user, secret: str = SECRET) -> Authenticator:
    """Return the app of `user`, set up if there was none."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return app or TOTP.activate(user, secret).instance


def code_of(secret: str = SECRET, periods: int = 0) -> str:
    """Return the six digits that an app shows now, or that many periods from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def confirm(client: Client, user) -> None:
    """Make the session of `client` one in which `user` has used the second factor."""
    app = give_app(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "type": "totp", "id": app.pk, "at": time.time(), "reauthenticated": True},
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()


def force_login(self, user, backend=None, second_factor_used: bool | None = None) -> None:
    """Sign in as Django's own does, with the second factor unless it is not required.

    `second_factor_used=False` leaves it out for those who need one: their session is pending.
    """
    _force_login(self, user, backend)
    if second_factor_used is None:
        second_factor_used = second_factor.is_required(user)
    if second_factor_used:
        confirm(self, user)
