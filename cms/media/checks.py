"""Settings about pictures that would be misread."""

from django.conf import settings
from django.core.checks import Error, register

CHOICES = ("stripped", "kept")


@register()
def picture_originals(app_configs, **_kwargs) -> list[Error]:
    """Return an error where `PICTURE_ORIGINALS` is neither of its two words."""
    if settings.PICTURE_ORIGINALS in CHOICES:
        return []
    words = " or ".join(CHOICES)
    return [
        Error(f"PICTURE_ORIGINALS is {words}, not {settings.PICTURE_ORIGINALS!r}.", id="media.E001")
    ]
