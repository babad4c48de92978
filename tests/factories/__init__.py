"""Factories of everything that tests need; each makes the least that is valid."""

from .directory import (
    BodyFactory,
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
    "MandateFactory",
    "OrganisationFactory",
    "OrganisationStatusFactory",
    "PersonFactory",
    "PlaceFactory",
    "RepresentativeFactory",
    "TopicFactory",
    "UserFactory",
]
