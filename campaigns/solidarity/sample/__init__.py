"""Solidarity in the sample alliance: four cases with their declarations, and one that is held.

In the fifth nobody has decided yet what may be published of somebody whom it concerns, so that its
declaration stays a draft.
"""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .cases import make_cases


def load(*, files, today) -> int:
    """Add the cases that are missing, with their declarations; return how many rows."""
    return make_cases(files, today or localdate())


# After the campaigns, before what is drawn of the newest pages.
add_part(62, _("Solidarity: cases and declarations"), load)
