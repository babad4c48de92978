"""Who may see what of this room, by state."""

from tests.extranet.roles import CHAIR, INSIDE, MEMBER, OTHER, READERS, SECRETARIAT
from tests.extranet.rows import SEATED, Cases, Row, fixed
from tests.extranet.world import World

# Who reads any body, and so the polls of the whole extranet; the auditor of the roles reads one.
ALL = READERS | {OTHER, "auditor"}
ASKER = frozenset({MEMBER, SECRETARIAT})
STATES = ("running", "anonymous", "at the close", "over", "over, anonymous")


def poll(allowed: frozenset[str], everybody: frozenset[str], **by_state: frozenset[str]) -> Row:
    """Return a row of an address of a poll of the body; and who is `allowed` `everybody`'s."""

    def cases(world: World) -> Cases:
        found = {state: (allowed, {"pk": world.polls[state].pk}) for state in STATES}
        for state, roles in by_state.items():
            found[state.replace("_", " ")] = (roles, found[state.replace("_", " ")][1])
        found["everybody"] = (everybody, {"pk": world.polls["everybody"].pk})
        return found

    return Row(cases)


def page(world: World) -> Cases:
    """Return who sees the page of a poll: readers, and of an older site the secretariat."""
    found = {state: (READERS, {"pk": world.polls[state].pk}) for state in STATES}
    found["everybody"] = (ALL, {"pk": world.polls["everybody"].pk})
    found["older site"] = (frozenset({SECRETARIAT}), {"pk": world.polls["older site"].pk})
    return found


def table(world: World) -> Cases:
    """Return who may have the table: who asked, where names are shown."""
    shown = {"running": ASKER, "over": ASKER, "everybody": frozenset({SECRETARIAT})}
    return {
        state: (shown.get(state, frozenset()), {"pk": question.pk})
        for state, question in world.polls.items()
    }


POLLS: dict[str, Row] = {
    "extranet:polls": fixed(INSIDE),
    "extranet:poll-ask-all": fixed(frozenset({SECRETARIAT})),
    "extranet:poll-ask": Row(lambda world: {"": (READERS, {"body": world.body.code})}),
    "extranet:poll": Row(page),
    "extranet:poll-take-back": poll(SEATED, SEATED | {OTHER, "auditor"}),
    "extranet:poll-close": poll(ASKER, frozenset({SECRETARIAT})),
    "extranet:poll-remind": poll(ASKER, frozenset({SECRETARIAT})),
    "extranet:poll-table": Row(table),
}
assert {MEMBER, CHAIR} == SEATED
