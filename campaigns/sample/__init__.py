"""Campaigns of the sample alliance: what belongs to them, and two appeals.

One is in its second phase with 45 organisations, one has ended and was handed over; of the people
who signed the latter nobody knows any more who they were.
"""

from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .appeals import make_appeals
from .pages import complete_pages


def load(*, files, today) -> int:
    """Add what is missing of the campaigns; return how many rows."""
    complete_pages()
    return make_appeals(today)


add_part(60, _("Campaigns and their appeals"), load)
