"""Documents of the sample alliance."""

from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .documents import Documents


def load(*, files, today) -> int:
    """Add what is missing of the documents; return how many."""
    return Documents(files).make()


add_part(10, _("Documents"), load)
