"""Factories of everything that tests need; each makes the least that is valid."""

from .directory import (
    BodyFactory,
    BodyRuleFactory,
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PersonFactory,
    PlaceFactory,
    RepresentativeFactory,
    TopicFactory,
    UserFactory,
)

__all__ = [
    "BodyFactory",
    "BodyRuleFactory",
    "MandateFactory",
    "OrganisationFactory",
    "OrganisationStatusFactory",
    "PersonFactory",
    "PlaceFactory",
    "RepresentativeFactory",
    "TopicFactory",
    "UserFactory",
]
