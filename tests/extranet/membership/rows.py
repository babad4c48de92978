"""Who may see what of this room, by state."""

from extranet.core import deciding
from tests.extranet.roles import INSIDE, MANAGERS, MEMBER, READERS, SECRETARIAT
from tests.extranet.rows import NOBODY, Row, fixed

PREPARING = frozenset({SECRETARIAT})
# Public forms, and what is behind a link that was sent: see test_applying.py.
APPLYING = {
    "membership:begin",
    "membership:sent",
    "membership:application",
    "membership:step",
    "membership:remove-file",
    "membership:send",
    "membership:answer",
    "membership:withdraw",
    "membership:letter",
    "membership:hearing",
}
# By the state of the case.
CASE_SEEN = {
    "draft": NOBODY,
    "received": PREPARING,
    "examined": PREPARING,
    "consulted": PREPARING,
    "before": READERS,
    "adopted": READERS,
    "rejected": READERS,
    "registered": READERS,
    "withdrawn": PREPARING,
    "suspension": PREPARING,
}


def case(allowed: dict, more=None) -> Row:
    """Return a row of an address of a case; `more(case)` gives its other keys."""
    return Row(
        lambda world: {
            state: (
                roles() if callable(roles) else roles,
                {"pk": world.cases[state].pk} | (more(world.cases[state]) if more else {}),
            )
            for state, roles in allowed.items()
        }
    )


def voting() -> frozenset[str]:
    """Return who may prepare a vote, where votes are held here at all."""
    return MANAGERS if deciding.decider() else NOBODY


PREPARED = {
    "received": PREPARING,
    "examined": PREPARING,
    "consulted": PREPARING,
    "before": NOBODY,
    "adopted": NOBODY,
}
OF_APPLICATION = PREPARED | {"suspension": NOBODY}

MEMBERSHIP: dict[str, Row] = {
    "extranet:cases": fixed(INSIDE),
    "extranet:case-open": fixed(PREPARING, kind="suspension"),
    "extranet:case-resign": fixed(PREPARING),
    "extranet:case": case(CASE_SEEN),
    "extranet:case-file": case(
        CASE_SEEN, lambda case: {"file": case.files.values_list("pk", flat=True).first() or 1}
    ),
    "extranet:case-letter-file": case({"adopted": READERS}, lambda case: {"number": 1}),
    # Nobody here represents the organisation: see test_pages.py.
    "extranet:case-statement": case({"suspension": NOBODY}),
    "extranet:case-opinion": case({"consulted": frozenset({MEMBER}), "before": NOBODY}),
    "extranet:case-take-up": case({"received": PREPARING, "examined": NOBODY}),
    "extranet:case-points": case(PREPARED | {"suspension": PREPARING}),
    "extranet:case-note": case({"examined": PREPARING, "before": PREPARING, "draft": NOBODY}),
    "extranet:case-inquire": case(OF_APPLICATION),
    "extranet:case-match": case(OF_APPLICATION),
    "extranet:case-enter": case(OF_APPLICATION),
    "extranet:case-ask-opinions": case(PREPARED),
    "extranet:case-add-file": case({"before": PREPARING, "adopted": NOBODY}),
    "extranet:case-withdraw": case({"before": PREPARING, "adopted": NOBODY}),
    "extranet:case-letter": case({"adopted": PREPARING, "before": NOBODY}),
    "extranet:case-letter-again": case({"adopted": PREPARING, "rejected": NOBODY}),
    "extranet:case-put": case(PREPARED | {"suspension": PREPARING}),
    "extranet:case-propose": case({"before": voting, "examined": NOBODY}),
    "extranet:case-decision": case({"before": MANAGERS, "examined": NOBODY, "adopted": NOBODY}),
}
