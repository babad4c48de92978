"""Looks at a picture before it is stored: is it whole, still, and not larger than can be shown."""

import io
import re
import warnings

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError

from cms.core.errors import Refused
from cms.media.pictures.stripping import Malformed, stripped

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
# Phones hang previews onto their photographs, which then open as several pictures in one file.
_JPEGS = ("JPEG", "MPO")
_UPRIGHT = 1
_ORIENTATION = 0x0112
# Boxes of an AVIF that are needed to show it, and kinds of items that tell of it.
_AVIF_BOXES = frozenset((b"ftyp", b"meta", b"mdat"))
_AVIF_TOLD = re.compile(rb"infe.{8}(?:Exif|mime|uri )", re.DOTALL)


def cleaned(data: bytes) -> bytes:
    """Return a picture upright and without what it tells of place, time, camera and people.

    Its colour profile stays. The same bytes come back where there is nothing to take out. Raise
    Refused, in the reader's words, where it is damaged, too large once unpacked, or moves.
    """
    try:
        with warnings.catch_warnings():
            # Our own limit counts.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                return _cleaned(image, data)
    except UnidentifiedImageError as error:
        raise _refusal(_("This is no picture that can be shown here.")) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (Malformed, OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise _refusal(
            _("This picture is damaged or was cut short. Please send the file again.")
        ) from error


def _cleaned(image: Image.Image, data: bytes) -> bytes:
    if image.width * image.height > settings.PICTURE_MAX_PIXELS:
        raise _too_large()
    if image.format not in _JPEGS and getattr(image, "is_animated", False):
        raise _refusal(
            _("Moving pictures are not taken. Please send a still one, as JPEG or PNG for example.")
        )
    image.load()
    turned = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
    if turned or (image.format == "AVIF" and _avif_tells(image, data)):
        data = _made_anew(image)
    return stripped(data)


def _made_anew(image: Image.Image) -> bytes:
    """Return an upright copy in the same format, as close to the picture as that format allows."""
    upright = ImageOps.exif_transpose(image)
    kept = ("icc_profile", "transparency", "background")
    upright.info = {name: image.info[name] for name in kept if name in image.info}
    options = {"icc_profile": image.info.get("icc_profile")}
    image_format = "JPEG" if image.format in _JPEGS else image.format
    if image_format == "JPEG":
        # The tables it was made with: no larger, and hardly another picture.
        options |= {
            "qtables": image.quantization,
            "subsampling": JpegImagePlugin.get_sampling(image),
            "progressive": "progression" in image.info,
            "optimize": True,
        }
    elif image_format in ("WEBP", "AVIF"):
        options["quality"] = 92
    out = io.BytesIO()
    upright.save(out, image_format, **options)
    return out.getvalue()


def _avif_tells(image: Image.Image, data: bytes) -> bool:
    """Return whether an AVIF holds anything that is no picture."""
    if image.info.get("exif") or image.info.get("xmp"):
        return True
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if size == 0:
            size = len(data) - at
        elif size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        if kind not in _AVIF_BOXES or size < 8:
            return True
        if kind == b"meta" and _AVIF_TOLD.search(data, at, at + size):
            return True
        at += size
    return at != len(data)


def _too_large() -> Refused:
    limit = settings.PICTURE_MAX_PIXELS // 1_000_000
    return _refusal(
        _(
            "This picture has more than %(limit)s million pixels. Please make it smaller and send "
            "it again."
        )
        % {"limit": limit}
    )


def _refusal(words: str) -> Refused:
    return Refused(words, field="file")
