"""A case, somebody whom it concerns, and what was decided of them."""

import datetime

import pytest

from campaigns.solidarity.models import Case, PersonConcerned
from campaigns.solidarity.services import cases, consent
from tests.factories import PlaceFactory

# A name that no other text has.
NAME = "Zéphyrine Quolubart"


def make_case(code="case-one", **fields):
    """Return an open case in a country of its own."""
    defaults = {
        "titles": {"en": "A trade unionist", "fr": "Une syndicaliste", "es": "Una sindicalista"},
        "place": fields.pop("place", None) or PlaceFactory(),
        "since": datetime.date(2024, 2, 1),
    }
    return cases.open_case(case=Case(code=code, **defaults | fields), by=None)


def make_person(case, name=NAME, **fields):
    """Return somebody whom a case concerns, of whom nobody has decided yet."""
    return PersonConcerned.objects.create(case=case, name=name, **fields)


def settle(person, *shown: str, by=None, **said):
    """Decide that what is named of `person` may be published, and nothing else."""
    consent.decide(
        person=person,
        by=by,
        **{f"show_{name}": True for name in shown},
        **{"agreed_by": "family", "agreed_how": "by telephone"} | said,
    )
    person.refresh_from_db()
    return person


@pytest.fixture
def case(site):
    return make_case()


@pytest.fixture
def person(case):
    return make_person(case, variants="Quolubart, Zephyrine")
