"""What somebody leaves in this room who did everything that one can do there."""

from django.utils import timezone

from extranet.ballots.models import (
    Count,
    NamedVote,
    Participation,
    Proxy,
    Recusal,
    RollExclusion,
    RollLine,
    SignOff,
    TieBreak,
)
from tests.extranet.ballots.casting_tools import drafted, rule_of


def leave_traces(body, user, mandate, theirs) -> None:
    """Let `user` with a mandate prepare, give and hold proxies, vote, settle and sign."""
    now = timezone.now()
    rule = rule_of(body, created_by=user)
    draft = drafted(body, user, rule)
    Proxy.objects.create(ballot=draft, giver=mandate, holder=theirs, given_by=user)
    Proxy.objects.create(ballot=draft, giver=theirs, holder=mandate, given_by=user)
    Recusal.objects.create(ballot=draft, mandate=mandate, reason="Partial", recorded_by=user)
    ballot = drafted(body, user, rule)
    own = RollLine.objects.create(ballot=ballot, mandate=mandate, name="Own")
    RollLine.objects.create(
        ballot=ballot, mandate=theirs, voter=mandate, manner="proxy", name="Theirs"
    )
    RollExclusion.objects.create(ballot=draft, mandate=mandate, reason="recused")
    ballot.terms_frozen, ballot.opened_at, ballot.state = ballot.terms.to_json(), now, "open"
    ballot.save()
    Participation.objects.create(line=own)
    NamedVote.objects.create(
        line=own, choice=["yes"], cast_by=user, cast_by_name=user.name, cast_at=now
    )
    ballot.closed_at, ballot.state = timezone.now(), "closed"
    ballot.save()
    Count.objects.create(ballot=ballot, numbers={}, outcome="tie", counted_at=now)
    TieBreak.objects.create(
        ballot=ballot, how="chair", choice=["yes"], settled_by=user, settled_at=now
    )
    SignOff.objects.create(ballot=ballot, user=user, name=user.name, signed_at=now)
