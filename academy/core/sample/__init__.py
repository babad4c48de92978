"""The academy of the sample: two courses, a cohort that enrols, one that runs, one that ended.

What is taught and certified in them is added by the rooms above.
"""

from django.utils.translation import gettext_lazy as _

from home.services.load_sample import add_part

from .cohorts import make_cohorts
from .pages import make_pages


def load(*, files, today) -> int:
    """Add what is missing of the academy; return how many rows."""
    return make_pages(files) + make_cohorts(today)


add_part(70, _("The academy: courses and cohorts"), load)
