"""Refuses passwords that are known from breaches, without telling anybody what they are."""

import hashlib
import logging
import urllib.request

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

logger = logging.getLogger(__name__)

# Somebody waits for the answer.
TIMEOUT_SECONDS = 2


@sensitive_variables("password", "digest", "rest")
def times_breached(password: str) -> int:
    """Return how often `password` is known from breaches, 0 where the service does not answer.

    Asked by k-anonymity: the service hears five characters of a SHA-1 digest, answers with all
    the digests that begin like it, and padding hides even how many there were.
    """
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    start, rest = digest[:5], digest[5:]
    request = urllib.request.Request(  # noqa: S310
        settings.BREACHED_PASSWORDS_URL + start, headers={"Add-Padding": "true"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            lines = answer.read().decode("ascii").split()
        return dict(_entry(line) for line in lines).get(rest, 0)
    except (OSError, ValueError) as error:
        # The list of common passwords is asked as well: nobody is kept out by a silent service.
        logger.warning("The list of breached passwords was not asked: %s", error)
        return 0


def _entry(line: str) -> tuple[str, int]:
    suffix, _colon, count = line.partition(":")
    return suffix, int(count)


class BreachedPasswordValidator:
    """Refuses a password that is known from breaches."""

    @sensitive_variables("password")
    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError where `password` is known."""
        if times_breached(password):
            raise ValidationError(
                _(
                    "This password has become known in a breach of some other site. "
                    "Please choose one that you use nowhere else."
                ),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """Return what the password must not be."""
        return _("Your password must not be one that is known from a breach of another site.")
