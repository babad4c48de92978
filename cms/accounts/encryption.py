"""Secrets that must be readable again are kept encrypted: a copy of the data base is not enough."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    digest = hashlib.sha256(b"cms.accounts.encryption" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)


def encrypt(text: str) -> str:
    """Return `text` encrypted with the site's key."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Return what `encrypt` was given; InvalidToken where neither the key nor an old one fits."""
    return _cipher().decrypt(text.encode()).decode()
