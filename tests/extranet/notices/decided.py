"""What the committee decides, for the tests of notices: a thing of every kind that tells of it."""

from django.utils import timezone

from extranet.ballots.models import Election, Nomination
from extranet.ballots.services import closing, opening
from extranet.membership.models import Opinion
from tests.extranet.ballots import casting_tools, elections_tools
from tests.extranet.membership.things import case_in

READING = {"chair", "member", "auditor"}
SEATED = {"chair", "member"}

# By kind: the name of the thing, and who of the world is told of it.
KINDS = {
    "ballot_opened": ("ballot", SEATED),
    "ballot_reminder": ("ballot", SEATED),
    "ballot_extended": ("ballot", SEATED),
    "ballot_voided": ("void_ballot", SEATED),
    "ballot_counted": ("counted_ballot", READING),
    "ballot_to_sign": ("counted_ballot", {"chair", "secretary"}),
    "nominations_opened": ("election", SEATED),
    "candidate_named": ("named", {"member"}),
    "candidate_admitted": ("admitted", {"member"}),
    "candidate_elected": ("elected", {"member"}),
    "case_received": ("case", {"secretary"}),
    "case_opinion": ("consulted_case", {"member"}),
    "case_put": ("case_before", READING),
    "case_settled": ("settled_case", READING | {"secretary"}),
}


def things(body, chair, member, said) -> dict:
    """Return the things by name; `said()` are labels with the word that nobody may read."""
    mandate = member.person.mandates.get()
    admitted = {"state": Nomination.State.ADMITTED, "accepted_at": timezone.now()}
    consulted = case_in("consulted", body)
    Opinion.objects.create(case=consulted, mandate=mandate)
    return {
        "ballot": _ballot(body, chair, said),
        "void_ballot": _void(_ballot(body, chair, said), chair),
        "counted_ballot": _counted(_ballot(body, chair, said), chair),
        "election": _election(body, said),
        "named": _nomination(body, mandate, said),
        "admitted": _nomination(body, mandate, said, **admitted),
        "elected": _nomination(body, mandate, said, mandate=mandate, **admitted),
        "case": case_in("received", body),
        "consulted_case": consulted,
        "case_before": case_in("before", body),
        "settled_case": case_in("rejected", body),
    }


def _ballot(body, chair, said):
    return casting_tools.opened(body, chair, titles=said(), texts=said())


def _void(ballot, chair):
    opening.void(ballot=ballot, reason="Another text was voted on.", by=chair)
    return casting_tools.fresh(ballot)


def _counted(ballot, chair):
    closing.close(ballot=ballot, by=chair)
    return casting_tools.fresh(ballot)


def _election(body, said) -> Election:
    return Election.objects.create(
        body=body,
        seats_of=body,
        rule=elections_tools.rule_of(body, kind=f"election-{body.decision_rules.count()}"),
        titles=said(),
        texts=said(),
        state=Election.State.OPEN,
        opened_at=timezone.now(),
        nominations_until=timezone.now() + casting_tools.DAY,
    )


def _nomination(body, seat, said, **fields) -> Nomination:
    return Nomination.objects.create(
        election=_election(body, said),
        organisation=seat.organisation,
        person=seat.person,
        gender=seat.person.gender,
        statements=said(),
        **fields,
    )
