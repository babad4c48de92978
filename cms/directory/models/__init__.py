"""Who belongs, who speaks for whom, and who sits where from when until when."""

from .body import Body
from .mandate import Mandate
from .organisation import Organisation, OrganisationStatus
from .person import Person, Representative

__all__ = [
    "Body",
    "Mandate",
    "Organisation",
    "OrganisationStatus",
    "Person",
    "Representative",
]
