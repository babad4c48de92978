"""Digests by which an appeal knows an address or a network again, and nobody else does."""

import hmac

from campaigns.models import Appeal, SigningKey


def digest(appeal: Appeal, what: str, value: str) -> str:
    """Return the digest of `value`, as 64 signs, keyed with the random key of `appeal`.

    `what` keeps digests of different things apart. A key that is missing is made.
    """
    key, _created = SigningKey.objects.get_or_create(appeal=appeal)
    return hmac.digest(bytes.fromhex(key.secret), f"{what}:{value}".encode(), "sha256").hex()


def throw_away(appeal: Appeal) -> None:
    """Delete the key of `appeal`: what was made with it fits nothing any more."""
    SigningKey.objects.filter(appeal=appeal).delete()
