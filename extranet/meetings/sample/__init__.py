"""Meetings of the sample alliance."""

from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .meetings import Meetings


def load(*, files, today) -> int:
    """Add what is missing of the meetings; return how many."""
    return Meetings(today).make()


add_part(20, _("Meetings"), load)
