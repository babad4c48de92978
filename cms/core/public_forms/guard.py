"""What tells programs from people without a script, a cookie or a riddle.

Every form carries when it was made out, signed, and a field that people do not see. The time is
that of the page, which may come from the cache: it says how old the form is at most for whom it
was made, and nothing about who else got the same page.
"""

import time

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

# A form names them thus; both stand in `core/includes/form_guard.html`.
OPENED, TRAP = "opened", "homepage"
# A person needs this long; a page that lies open is good for this long.
MIN_SECONDS, MAX_SECONDS = 3, 24 * 60 * 60


def made_out(form_name: str) -> str:
    """Return the signed time at which a form of that name is shown, which is now."""
    return _signer(form_name).sign(int(time.time()))


def problems(form_name: str, data) -> list[str]:
    """Return what speaks against a person having sent `data`, in words for that person."""
    found = []
    if data.get(TRAP):
        found.append(
            _("Something, perhaps your browser, filled in a field that stays empty. Send it again.")
        )
    age = _age(form_name, data.get(OPENED, ""))
    if age is None or age > MAX_SECONDS + settings.PUBLIC_CACHE_SECONDS:
        found.append(_("This page had been open for very long. Check what you wrote and send it."))
    elif age < MIN_SECONDS:
        found.append(_("That was very fast. Check what you wrote and send it again."))
    return found


def _age(form_name: str, opened: str) -> int | None:
    """Return how many seconds ago the form was made out, or None where it was not by us."""
    try:
        return int(time.time()) - int(_signer(form_name).unsign(opened))
    except BadSignature:
        return None


def _signer(form_name: str) -> Signer:
    return Signer(salt=f"cms.core.public_forms.{form_name}", sep=".")
