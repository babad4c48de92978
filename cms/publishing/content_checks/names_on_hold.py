"""Names that would put somebody at risk."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.publishing.content_checks.reading import Reading
from cms.publishing.content_checks.registry import Check, Level
from cms.publishing.security_holds import may_see_holds, named_on_hold


def check(reading: Reading) -> Iterator[Check]:
    """Yield that the text names people on security hold; who they are, only to those who may."""
    for hold, anchor in named_on_hold(reading):
        if not may_see_holds(reading.user):
            yield Check(
                Level.ERROR,
                _(
                    "It names somebody whose name must not be published for now. Ask a "
                    "coordinator or the secretariat."
                ),
            )
            return
        yield Check(
            Level.ERROR,
            _("It names %(name)s, whose name is on security hold.") % {"name": hold.name},
            anchor,
        )
