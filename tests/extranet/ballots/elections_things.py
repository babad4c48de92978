"""An election in every state, for tests of who sees what."""

from django.utils import timezone

from extranet.ballots.models import Ballot, DecisionRule, Election
from extranet.ballots.services import casting, closing, opening, results
from extranet.ballots.services.elections import admitting, naming, preparing, seating, voting
from tests.extranet.ballots.elections_tools import photograph
from tests.extranet.roles import CHAIR, MEMBER, OTHER, SECRETARIAT
from tests.extranet.world import CANARY, DAY, World, said
from tests.factories.directory import labels


def add_to(world: World) -> None:
    """Add to the world."""
    rule = DecisionRule.objects.create(
        body=world.body,
        kind="elections",
        labels=labels("Rule of elections"),
        method="plurality",
        base="valid",
        tie="lot",
    )
    by = world.users[CHAIR]
    draft = world.elections["draft"] = _prepared(world, rule)
    assert draft.is_draft
    named = {}
    for state in ("open", "closed", "voting", "decided", "void"):
        election = preparing.open_nominations(election=_prepared(world, rule), by=by)
        # Who is elected is in the directory from then on: that is no secret.
        named[state] = _named(world, election, "Elect" if state == "decided" else CANARY)
        world.elections[state] = election
    preparing.void(election=world.elections["void"], reason=f"Over {CANARY}", by=by)
    for state in ("closed", "voting", "decided"):
        for nomination in named[state]:
            admitting.admit(nomination=nomination, by=by)
        Election.objects.filter(pk=world.elections[state].pk).update(
            nominations_until=timezone.now() - DAY
        )
        world.elections[state] = preparing.close_nominations(election=world.elections[state], by=by)
    first, second = named["voting"]
    _voted(world, world.elections["voting"], [first.code], [second.code])
    ballot = _voted(world, world.elections["decided"], *[[named["decided"][0].code]] * 2)
    for role in (CHAIR, SECRETARIAT):
        results.sign(ballot=Ballot.objects.get(pk=ballot.pk), by=world.users[role])
    seating.seat_elected(election=world.elections["decided"], by=by)


def _prepared(world: World, rule: DecisionRule) -> Election:
    elsewhere = world.users[OTHER].person.mandates.get().body
    return preparing.create(
        by=world.users[CHAIR],
        body=world.body,
        seats_of=elsewhere,
        rule=rule,
        titles=said("Election"),
        texts=said("What to know"),
        nominations_until=timezone.now() + 7 * DAY,
        co_opted=1,
    )


def _named(world: World, election: Election, name: str) -> list:
    """Return two candidates of the member's organisation and of the chair's."""
    made = []
    for role in (MEMBER, CHAIR):
        organisation = world.mandate(role).organisation
        made.append(
            naming.nominate(
                election=election,
                organisation=organisation,
                by=world.users[role],
                given_name=name,
                family_name=f"{role} {name}",
                statements=said("I stand"),
                photograph=photograph("PNG", (8, 8)),
                accepted=True,
            )
        )
    return made


def _voted(world: World, election: Election, *choices: list[str]) -> Ballot:
    by = world.users[CHAIR]
    ballot = voting.prepare_ballot(election=election, by=by, closes_at=timezone.now() + DAY)
    ballot = opening.open_ballot(ballot=ballot, by=by)
    for role, choice in zip((MEMBER, CHAIR), choices, strict=True):
        line = ballot.lines.get(mandate=world.mandate(role))
        casting.cast(ballot=ballot, line=line, choice=choice, by=world.users[role])
    closing.close(ballot=ballot, by=by)
    return Ballot.objects.get(pk=ballot.pk)
