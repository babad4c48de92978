"""The address of a person's own page, which stands in every mail to them."""

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare

from campaigns.models import Signature
from campaigns.services import keys

_SIGNER = Signer(salt="campaigns.signature.mine", sep=".")


def token_of(signature: Signature) -> str:
    """Return what the address of the person's own page holds: good until they are forgotten."""
    return _SIGNER.sign(f"{signature.pk}.{_secret(signature)}")


def of_token(token: str) -> Signature | None:
    """Return the signature whose own page has that token, or None."""
    try:
        key, _dot, secret = _SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    rows = Signature.objects.select_related("appeal", "country", "letters_text")
    row = rows.filter(pk=key, anonymised_at=None).first()
    return row if row and constant_time_compare(secret, _secret(row)) else None


def _secret(signature: Signature) -> str:
    # Nothing to store: it follows from the address and from keys, one of them outside the data
    # base. Once the row is nameless there is none.
    return keys.digest(signature.appeal, "mine", f"{signature.pk}:{signature.email_key}")[:32]
