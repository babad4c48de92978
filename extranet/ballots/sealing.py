"""Secret votes as they lie in the database until they are counted. See docs/secret-ballots.md.

A vote is encrypted with AES-GCM under the key of its ballot, which is kept encrypted with a key
made from the site's secret. Every vote of a ballot is of one length. Fernet is not used: its
tokens say when they were made.
"""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

SECRECY_FOR_VOTERS = _(
    "That you voted is recorded; what you voted is kept apart from it, encrypted, without name, "
    "time or order. The key is destroyed with the count. Until then whoever runs the server and "
    "holds its secrets could open votes; afterwards nobody can say who cast which."
)
_NONCE = 12
# Lengths are rounded up to this many bytes.
_BLOCK = 64


class Unreadable(Exception):
    """A sealed vote or a key is not what was sealed, or the site's secret is another one."""


@sensitive_variables("key")
def new_wrapped_key(ballot_id: int) -> bytes:
    """Return a new key for the votes of a ballot, encrypted with the site's secret."""
    key = AESGCM.generate_key(bit_length=256)
    return _encrypt(_site_key(settings.SECRET_KEY), key, f"key of {ballot_id}")


@sensitive_variables()
def unwrap(content: bytes, ballot_id: int) -> bytes:
    """Return the key of a ballot's votes; raise Unreadable where no secret of the site opens it."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _decrypt(_site_key(secret), bytes(content), f"key of {ballot_id}")
        except Unreadable:
            continue
    raise Unreadable


@sensitive_variables()
def seal(key: bytes, vote: tuple[str, list[str]], *, ballot_id: int, row: str, codes) -> bytes:
    """Return a vote (tracker and choice) encrypted for the row with the key `row`.

    `codes` are those of all options: the longest choice there can be gives the length of each.
    """
    length = len(_written(vote[0], sorted(codes)))
    length += -length % _BLOCK
    return _encrypt(key, _written(*vote).ljust(length), f"vote {row} of {ballot_id}")


@sensitive_variables()
def open_sealed(key: bytes, content: bytes, *, ballot_id: int, row: str) -> tuple[str, list[str]]:
    """Return tracker and choice of a sealed vote; raise Unreadable where it was tampered with."""
    plain = json.loads(_decrypt(key, bytes(content), f"vote {row} of {ballot_id}"))
    return plain["tracker"], plain["choice"]


def _written(tracker: str, choice: list[str]) -> bytes:
    return json.dumps({"tracker": tracker, "choice": choice}, separators=(",", ":")).encode()


def _site_key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"extranet.ballots.sealing")
    return derived.derive(str(secret).encode())


def _encrypt(key: bytes, plain: bytes, about: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def _decrypt(key: bytes, content: bytes, about: str) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error
