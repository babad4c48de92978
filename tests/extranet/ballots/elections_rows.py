"""Who may see what of elections, by state."""

from tests.extranet.roles import INSIDE, MANAGERS, MEMBER, OTHER, READERS
from tests.extranet.rows import NOBODY, Row, fixed
from tests.extranet.world import World

# By the state of the election; the body to be filled is that of the role OTHER.
SEEN = {
    "draft": MANAGERS,
    "open": READERS | {OTHER},
    "closed": READERS | {OTHER},
    "voting": READERS | {OTHER},
    "decided": READERS | {OTHER},
    "void": READERS | {OTHER},
}


def election(allowed: dict | frozenset, **options) -> Row:
    """Return a row of an address of an election."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(SEEN, allowed)
    return Row(
        lambda world: {
            state: (roles, {"pk": world.elections[state].pk}) for state, roles in by_state.items()
        },
        **options,
    )


def nomination(allowed: dict, **options) -> Row:
    """Return a row of an address of somebody named, by the state of their election."""
    return Row(
        lambda world: {
            state: (
                roles,
                {"pk": world.elections[state].nominations.order_by("pk").first().pk},
            )
            for state, roles in allowed.items()
        },
        **options,
    )


def nominating(world: World):
    organisation = world.mandate(MEMBER).organisation_id
    return {
        state: (roles, {"pk": world.elections[state].pk, "organisation": organisation})
        for state, roles in {"open": MANAGERS | {MEMBER}, "draft": NOBODY}.items()
    }


# Who is named is seen by their organisation and who leads the election, then by all at once.
NAMED_SEEN = {"open": MANAGERS | {MEMBER}, "closed": READERS | {OTHER}}

ELECTIONS: dict[str, Row] = {
    "extranet:elections": fixed(INSIDE),
    "extranet:election-new": fixed(MANAGERS, body="secret-committee"),
    "extranet:election": election(SEEN),
    "extranet:election-change": election(MANAGERS),
    "extranet:election-discard": election({"draft": MANAGERS}),
    "extranet:election-open": election({"draft": MANAGERS}),
    "extranet:election-close": election({"open": MANAGERS}),
    "extranet:election-void": election({"open": MANAGERS, "voting": MANAGERS}),
    "extranet:election-order": election({"closed": MANAGERS}),
    "extranet:election-ballot": election({"closed": MANAGERS}),
    "extranet:election-runoff": election({"voting": MANAGERS}),
    "extranet:election-tie": election({"voting": MANAGERS, "decided": NOBODY}),
    "extranet:election-seat": election({"voting": MANAGERS}),
    "extranet:election-again": election({"decided": MANAGERS}),
    "extranet:election-co-opt": election({"decided": MANAGERS}),
    "extranet:election-nominate": Row(nominating),
    "extranet:nomination-change": nomination({"open": MANAGERS | {MEMBER}}),
    "extranet:nomination-withdraw": nomination({"open": MANAGERS | {MEMBER}}),
    # Who leads the election has it in writing; the candidate has no account here.
    "extranet:nomination-accept": nomination({"open": MANAGERS}),
    "extranet:nomination-admit": nomination({"open": MANAGERS}),
    "extranet:nomination-refuse": nomination({"open": MANAGERS}),
    "extranet:nomination-photograph": nomination(NAMED_SEEN),
}
