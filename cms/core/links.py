"""Links that were sent to somebody: hard to guess, good once and for a time, sent again anew.

A row that is a `SecretLinkModel` has one link at a time. Its token holds the row's number and a
secret, signed, so that nonsense is refused without a look at the data base. Opening a link (GET)
shows what it is for and changes nothing, for programs open links too; `take` belongs to a POST.
"""

import datetime
import hashlib
import secrets

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from cms.core.models import SecretLinkModel


class LinkError(Exception):
    """A link does not lead on; `str(error)` says why, for people."""

    message = ""

    def __str__(self) -> str:
        return str(self.message)


class LinkInvalid(LinkError):
    """The link was never sent, was used, or another one was sent after it."""

    message = _("This link does not work (any more).")


class LinkExpired(LinkError):
    """The link was good once."""

    message = _("This link has expired.")


def renew(row: SecretLinkModel, lifetime: datetime.timedelta) -> str:
    """Return the token of a new link for `row`; those sent before are void from now on."""
    secret = secrets.token_urlsafe(32)
    row.token_digest = _digest(secret)
    row.sent_at = timezone.now()
    row.expires_at = row.sent_at + lifetime
    row.save(update_fields=["token_digest", "sent_at", "expires_at"])
    return _signer(type(row)).sign(f"{row.pk}.{secret}")


def find(rows, token: str) -> tuple[SecretLinkModel | None, bool]:
    """Return the row among `rows` that `token` was made for, and whether it is the last one sent.

    `rows` is a queryset. That the link is the last one sent does not say that it is still good.
    """
    key, secret = _parts(rows.model, token)
    row = rows.filter(pk=key).first() if key else None
    return row, row is not None and _matches(row, secret)


def check(row: SecretLinkModel, token: str) -> None:
    """Raise LinkInvalid or LinkExpired unless `token` opens `row` now.

    Who acts upon the answer holds the row (`select_for_update`) and spends the link.
    """
    if not _matches(row, _parts(type(row), token)[1]):
        raise LinkInvalid
    if row.has_expired:
        raise LinkExpired


def take(rows, token: str) -> SecretLinkModel:
    """Return the row among `rows` that `token` opens, held for this transaction; the link is spent.

    Of two who come at once with the same link one succeeds. Raise LinkInvalid or LinkExpired.
    """
    key, _secret = _parts(rows.model, token)
    row = rows.select_for_update(of=("self",)).filter(pk=key).first() if key else None
    if row is None:
        raise LinkInvalid
    check(row, token)
    row.token_digest = ""
    row.save(update_fields=["token_digest"])
    return row


def _signer(model) -> Signer:
    return Signer(salt=f"cms.core.links.{model._meta.label_lower}", sep=".")


def _parts(model, token: str) -> tuple[str, str]:
    """Return the row's key and the secret within `token`; nothing where it was not signed here."""
    try:
        key, _dot, secret = _signer(model).unsign(token).partition(".")
    except BadSignature:
        return "", ""
    return key, secret


def _matches(row: SecretLinkModel, secret: str) -> bool:
    return bool(secret) and constant_time_compare(row.token_digest, _digest(secret))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
