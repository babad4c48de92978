"""Who may see what of this room, by state."""

from tests.extranet.ballots.rule_rows import DECISION_RULES
from tests.extranet.roles import CHAIR, INSIDE, MANAGERS, MEMBER, READERS
from tests.extranet.rows import NOBODY, SEATED, Row, fixed
from tests.extranet.world import World

# By the state of the ballot.
SEEN = {
    "draft": MANAGERS,
    "announced": READERS,
    "running": READERS,
    "by name": READERS,
    "counted": READERS,
    "even": READERS,
    "settled": READERS,
    "void": READERS,
}
OPENED = {state: roles for state, roles in SEEN.items() if state not in ("draft", "announced")}
# Before two have signed there is no record.
RECORDED = {"counted": NOBODY, "settled": READERS}


def ballot(allowed: dict | frozenset, more=None, **options) -> Row:
    """Return a row of an address of a ballot; `more(ballot, world)` gives its other keys."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(SEEN, allowed)

    def cases(world: World):
        return {
            state: (
                roles,
                {"pk": world.ballots[state].pk}
                | (more(world.ballots[state], world) if more else {}),
            )
            for state, roles in by_state.items()
        }

    return Row(cases, **options)


def line(ballot, world: World) -> dict:
    return {"line": ballot.lines.get(mandate=world.mandate(MEMBER)).pk}


BALLOTS: dict[str, Row] = {
    "extranet:ballots": fixed(INSIDE),
    "extranet:ballot-new": fixed(MANAGERS),
    "extranet:ballot-new-of-body": fixed(MANAGERS, body="secret-committee"),
    "extranet:ballot": ballot(SEEN),
    "extranet:ballot-change": ballot(MANAGERS),
    "extranet:ballot-announce": ballot(MANAGERS),
    "extranet:ballot-discard": ballot(MANAGERS),
    "extranet:ballot-open": ballot(MANAGERS),
    "extranet:ballot-extend": ballot(MANAGERS),
    "extranet:ballot-void": ballot(MANAGERS),
    "extranet:ballot-close": ballot(MANAGERS),
    "extranet:ballot-tie": ballot(MANAGERS),
    "extranet:ballot-sign": ballot(MANAGERS),
    "extranet:ballot-roll": ballot(SEEN),
    # Only who holds a seat gives its vote away.
    "extranet:ballot-proxy": ballot({"draft": frozenset({CHAIR}), "announced": SEATED}),
    "extranet:ballot-proxy-withdraw": ballot(
        {"announced": SEATED}, lambda ballot, _world: {"proxy": ballot.proxies.get().pk}
    ),
    "extranet:ballot-recuse": ballot({"draft": MANAGERS, "announced": READERS}),
    "extranet:ballot-recusal-remove": ballot(
        {"announced": READERS}, lambda ballot, _world: {"recusal": ballot.recusals.get().pk}
    ),
    # Who may see a ballot is told why a vote in it is not theirs.
    "extranet:ballot-vote": ballot(OPENED, line),
    "extranet:ballot-voted": ballot(OPENED, line),
    "extranet:ballot-projector": ballot(SEEN | {"announced": MANAGERS}),
    "extranet:ballot-record": ballot(RECORDED),
    "extranet:ballot-pdf": ballot(RECORDED),
}
BALLOTS |= DECISION_RULES
