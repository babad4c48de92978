"""Who may do what with a case: pure questions to a standing, no query."""

from cms.directory.models import Body, Mandate
from extranet.core.standing import READERS, Standing

Role = Mandate.Role
# Whose coordinator prepares applications: the alliance's, not a working group's.
_COORDINATED = (Body.Kind.BOARD, Body.Kind.OFFICE)


def prepares(standing: Standing) -> bool:
    """Return whether somebody prepares cases: the secretariat and the coordinator.

    Guiding principles, IV: the Board decides upon the coordinator's preparation.
    """
    return standing.secretariat or any(
        row.role == Role.COORDINATOR and row.body.kind in _COORDINATED for row in standing.mandates
    )


def opens(standing: Standing) -> bool:
    """Return whether somebody may open a case against an organisation: who prepares, and the
    chair of a board."""
    return prepares(standing) or any(
        row.role == Role.CHAIR and row.body.kind == Body.Kind.BOARD for row in standing.mandates
    )


def own_organisations(standing: Standing) -> frozenset[int]:
    """Return the ids of the organisations that somebody sits for."""
    return frozenset(row.organisation_id for row in standing.mandates if row.organisation_id)


def sees_cases(standing: Standing) -> bool:
    """Return whether the menu shows the cases: to who prepares them and to who reads a board."""
    return prepares(standing) or any(
        row.role in READERS and row.body.kind == Body.Kind.BOARD for row in standing.mandates
    )
