"""Minutes and decisions of the sample alliance."""

from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .records import Records


def load(*, files, today) -> int:
    """Add what is missing of minutes and decisions; return how many."""
    return Records().make()


add_part(30, _("Minutes and decisions"), load)
