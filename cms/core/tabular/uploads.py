"""Keeps an uploaded file between its preview and its confirmation, where only the server reads it.

The browser gets a signed ticket; it is good for one hour, one person and one table.
"""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache

HOLD_SECONDS = 60 * 60
_SALT = "cms.core.tabular.uploads"
_OPTIONS = {"TIMEOUT": HOLD_SECONDS, "OPTIONS": {"MAX_ENTRIES": 100}}


def _store():
    """Return the cache where all processes share it, else a private folder of this machine."""
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        return FileBasedCache(str(Path(settings.DATA_DIR) / "uploads"), _OPTIONS)
    return cache


def keep(content: bytes, **about) -> str:
    """Keep `content` and return the ticket that fetches it, which also carries `about`."""
    key = f"upload-{uuid4().hex}"
    _store().set(key, content, HOLD_SECONDS)
    return signing.dumps({"key": key, **about}, salt=_SALT)


def fetch(ticket: str, **about) -> tuple[bytes, dict] | None:
    """Return what was kept and what its ticket says, or None: expired, forged, not for `about`."""
    try:
        payload = signing.loads(ticket, salt=_SALT, max_age=HOLD_SECONDS)
    except signing.BadSignature:
        return None
    if any(payload.get(name) != value for name, value in about.items()):
        return None
    content = _store().get(payload["key"])
    return None if content is None else (content, payload)


def drop(ticket: str) -> None:
    """Forget what was kept."""
    _store().delete(signing.loads(ticket, salt=_SALT)["key"])


def note(key: str, value: int) -> None:
    """Write down a number that all processes may read, for as long as a file is kept."""
    _store().set(key, value, HOLD_SECONDS)


def noted(key: str) -> int | None:
    """Return a number that was written down, or None."""
    return _store().get(key)
