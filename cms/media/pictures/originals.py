"""Originals of pictures, kept where no server shows them, if the settings say so."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile

from cms.media.private import private_storage

FOLDER = "picture-originals"
KEPT = "kept"


def digest(data: bytes) -> str:
    """Return what Wagtail calls the hash of a file; originals bear that of the cleaned picture."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def keep(original: bytes, clean: bytes) -> None:
    """Keep `original`, of which `clean` was made, where the settings say so and they differ."""
    if settings.PICTURE_ORIGINALS != KEPT or original == clean:
        return
    name, storage = path(digest(clean)), private_storage()
    if not storage.exists(name):
        storage.save(name, ContentFile(original))


def path(file_hash: str) -> str:
    """Return where the original lies whose cleaned picture has that hash."""
    return f"{FOLDER}/{file_hash}"


def forget(file_hash: str) -> None:
    """Delete the original of a picture, if there is one."""
    if file_hash:
        private_storage().delete(path(file_hash))


def kept_hashes() -> list[str]:
    """Return the hashes of the cleaned pictures whose originals are kept."""
    try:
        return sorted(private_storage().listdir(FOLDER)[1])
    except FileNotFoundError:
        return []
