"""Photographs of candidates: made anew from their pixels, so that nothing else comes along."""

import io
from contextlib import contextmanager

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cms.core.errors import Refused
from extranet.ballots.models import Nomination

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 50_000_000
SIDE = 800
FORMATS = ("JPEG", "PNG", "WEBP")


def made_anew(upload: File) -> ContentFile:
    """Return a photograph as JPEG, at most 800 pixels a side, without place, date or camera.

    Raise Refused for what is too large, damaged or no photograph.
    """
    if upload.size > MAX_BYTES:
        raise _refusal(_("This photograph is too large: at most 8 MB."))
    try:
        upload.seek(0)
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _refusal(_("This photograph has too many pixels: at most 50 million."))
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((SIDE, SIDE))
            plain = Image.new("RGB", upright.size, "white")
            colours = upright.convert("RGBA")
            plain.paste(colours, mask=colours.getchannel("A"))
    except UnidentifiedImageError as error:
        raise _refusal(_("This is no photograph: send a JPEG, PNG or WebP file.")) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _refusal(_("This photograph is damaged and cannot be read.")) from error
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue())


def _refusal(words: str) -> Refused:
    return Refused(words, field="photograph")


@contextmanager
def stored(nomination: Nomination, upload: File | None, *, removed: bool = False):
    """Put a photograph into its place beside the row, or take it away; all of it, or nothing.

    The old file goes once the row is committed, the new one where it is not.
    """
    old, storage = nomination.photograph.name, nomination.photograph.storage
    if upload:
        nomination.photograph.save("photograph.jpg", made_anew(upload), save=False)
    elif removed:
        nomination.photograph = ""
    new = nomination.photograph.name
    try:
        yield
    except BaseException:
        if new and new != old:
            storage.delete(new)
        raise
    if old and new != old:
        transaction.on_commit(lambda: storage.delete(old))
