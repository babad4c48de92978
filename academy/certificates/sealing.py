"""What a certificate says, sealed so that its code alone opens it.

The code is stretched with scrypt to two keys: one under which the row is found, one that opens what
it says. Neither leads to the other, nor does a data base without codes lead to a name. A fixed salt
is right here: the code itself is 72 random bits.
"""

import hashlib
import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.views.decorators.debug import sensitive_variables

from cms.core.codes import normalise

_SALT = b"academy.certificates"
_COST = {"n": 2**12, "r": 8, "p": 1}
_NONCE = 12
# Sealed texts are of one of few lengths: the length of a name is no clue.
_BLOCK = 1024


@sensitive_variables()
def keys_of(code: str) -> tuple[str, bytes]:
    """Return the digest under which a certificate is found, and the key that opens it.

    Anything typed takes the same time, be it a code or none.
    """
    stretched = hashlib.scrypt(normalise(code).encode(), salt=_SALT, dklen=64, **_COST)
    return stretched[:32].hex(), stretched[32:]


@sensitive_variables()
def seal(code: str, said: dict) -> tuple[str, bytes]:
    """Return the digest of `code`, and `said` sealed with it."""
    digest, key = keys_of(code)
    text = json.dumps(said, ensure_ascii=False).encode()
    padded = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
    nonce = secrets.token_bytes(_NONCE)
    return digest, nonce + AESGCM(key).encrypt(nonce, padded, digest.encode())


@sensitive_variables()
def unseal(digest: str, key: bytes, sealed: bytes) -> dict:
    """Return what was sealed. Raise ValueError where it was not sealed with this key and digest."""
    sealed = bytes(sealed)
    try:
        text = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
    except InvalidTag as error:
        raise ValueError("what is sealed does not belong to its digest") from error
    return json.loads(text)
