"""Codes that people read, type and say: on a certificate, a receipt, under a QR code.

A code is drawn from 23 signs by the system's random source: no 0 and O, no 1, I and L, of other
pairs that look alike one sign alone, and no vowels, so that none spells a word. Sixteen of them
carry 16 × log2(23) = 72.4 bits: with a million codes given out, one who tries a thousand a second
finds one in about 150,000 years. What may be shown for a code still asks for a limit.
"""

import io
import secrets

import segno
from django.db import IntegrityError, models, transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

ALPHABET = "23456789CDFHJKMNPRTVWXY"
LENGTH, GROUP = 16, 4
# What is read or typed for a sign of the alphabet.
_LOOK_ALIKES = str.maketrans("BSZUGQO0", "852V6DDD")
_ATTEMPTS = 5


def new_code(length: int = LENGTH) -> str:
    """Return a code of `length` random signs, each worth 4.5 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(length))


def grouped(code: str) -> str:
    """Return `code` as people read it: groups of four with hyphens between."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalise(typed: str) -> str:
    """Return the code that `typed` means, whatever its case, gaps, hyphens and look-alikes.

    What cannot be part of a code is left out: the result may be no code at all.
    """
    signs = typed.upper().translate(_LOOK_ALIKES)
    return "".join(sign for sign in signs if sign in ALPHABET)


def same_code(one: str, other: str) -> bool:
    """Return whether two codes are the same as typed, in a time that does not tell where not."""
    one, other = normalise(one), normalise(other)
    return bool(one) and constant_time_compare(one, other)


class CodedModel(models.Model):
    """A row with a code of its own, drawn when it is first saved, and again if it was taken."""

    code = models.CharField(_("code"), max_length=LENGTH, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row. Raise IntegrityError where anything but the code stands in the way."""
        if self.code:
            return super().save(*args, **kwargs)
        for attempt in range(1, _ATTEMPTS + 1):
            self.code = new_code()
            try:
                with transaction.atomic(using=kwargs.get("using")):
                    return super().save(*args, **kwargs)
            except IntegrityError:
                taken = type(self)._base_manager.filter(code=self.code).exists()
                self.code = ""
                if not taken or attempt == _ATTEMPTS:
                    raise

    @property
    def shown_code(self) -> str:
        """The code as people read it."""
        return grouped(self.code)


def qr_rows(text: str) -> list[list[bool]]:
    """Return the squares of the QR code of `text`, row by row, true where dark; for a PDF.

    Whoever draws them leaves four squares free on every side.
    """
    return [[bool(square) for square in row] for row in _qr(text).matrix]


def qr_svg(text: str, *, name: str) -> str:
    """Return the QR code of `text` as an SVG drawing that is announced as `name`.

    It takes the size that the page's style gives to `.qr-code`, and carries no style of its own.
    """
    output = io.BytesIO()
    _qr(text).save(
        output,
        kind="svg",
        xmldecl=False,
        title=name,
        # Dark on light whatever colours the page has: many readers see nothing else.
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass="qr-code",
        lineclass=None,
    )
    return output.getvalue().decode().strip().replace("<svg ", '<svg role="img" ', 1)


def _qr(text: str) -> segno.QRCode:
    # A quarter of it may be creased or smudged.
    return segno.make(text, error="q", micro=False, boost_error=False)
