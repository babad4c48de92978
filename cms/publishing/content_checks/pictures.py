"""Pictures: each one described for those who do not see it, or decorative."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage

from cms.publishing.content_checks.reading import Reading
from cms.publishing.content_checks.registry import Check, Level


def check(reading: Reading) -> Iterator[Check]:
    """Yield the pictures that nobody has described or called decorative."""
    for picture, anchor in reading.files:
        if not isinstance(picture, AbstractImage):
            continue
        if not picture.description and not getattr(picture, "decorative", False):
            yield Check(
                Level.WARNING,
                _("The picture “%(title)s” has no alternative text.") % {"title": picture.title},
                anchor,
            )
