"""What tests of mandates share."""

import datetime

from cms.directory.querysets import site_day
from cms.directory.services import give_mandate
from tests.factories import PersonFactory

DAY = datetime.date
TODAY = site_day()
ONE = datetime.timedelta(days=1)
NEXT_YEAR = TODAY + 364 * ONE


def give(body, **values):
    """Give a woman a seat from today for a year, or as `values` say."""
    defaults = {"role": "member", "starts_on": TODAY, "ends_on": NEXT_YEAR}
    values.setdefault("person", None)
    values["person"] = values["person"] or PersonFactory()
    return give_mandate(body=body, **defaults | values)
