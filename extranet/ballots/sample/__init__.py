"""Ballots of the sample alliance."""

from django.utils.translation import gettext_lazy as _

from extranet.ballots.elections import sample  # noqa: F401
from home.services.load_sample import add_part

from .ballots import Ballots


def load(*, files, today) -> int:
    """Add what is missing of the ballots; return how many."""
    return Ballots().make()


add_part(60, _("Ballots"), load)
