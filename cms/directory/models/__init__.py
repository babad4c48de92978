"""Who belongs, who speaks for whom, and who sits where from when until when."""

from .body import Body
from .body_rule import BodyRule
from .mandate import Mandate
from .organisation import Organisation, OrganisationStatus
from .person import Person, Representative

__all__ = [
    "Body",
    "BodyRule",
    "Mandate",
    "Organisation",
    "OrganisationStatus",
    "Person",
    "Representative",
]
