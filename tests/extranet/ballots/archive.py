"""Years of work in this room, put into the database in bulk."""

import datetime

from django.utils import timezone

from cms.directory.models import Mandate
from extranet.ballots.models import (
    Ballot,
    Count,
    DecisionRule,
    NamedVote,
    Option,
    Participation,
    RollLine,
)
from tests.extranet.ballots.elections_archive import add_elections
from tests.factories.directory import labels

ANSWERS = ("yes", "no", "abstain")


def add_years(body, count: int, user) -> None:
    """Add `count` ballots to a body: every other one counted and not signed, the others open, with
    `user` on the roll; some are drafts. Those that stand first in the lists get more of them."""
    rule = DecisionRule.objects.get_or_create(
        body=body, kind="bulk", version=1, defaults={"labels": labels("In bulk")}
    )[0]
    mandate = Mandate.objects.in_force_at().get(body=body, person__user=user)
    now = timezone.now()
    terms = rule.terms()
    made = Ballot.objects.bulk_create(
        Ballot(body=body, rule=rule, titles=labels(f"Ballot {n}"), texts=labels("Text"))
        for n in range(count)
    )
    Option.objects.bulk_create(
        Option(ballot=row, code=code, labels=labels(code), position=place)
        for row in made
        for place, code in enumerate(ANSWERS)
    )
    opened = [row for place, row in enumerate(made) if place % 10]
    lines = RollLine.objects.bulk_create(
        RollLine(ballot=row, mandate=mandate, name=user.name) for row in opened
    )
    for row in opened:
        row.state, row.opened_at = "open", now - datetime.timedelta(days=1)
        row.closes_at = now + datetime.timedelta(days=3)
        row.terms_frozen = terms.to_json()
    fields = ["state", "opened_at", "closes_at", "terms_frozen"]
    Ballot.objects.bulk_update(opened, fields, batch_size=50)
    over, voted = opened[::2], lines[::2]
    Participation.objects.bulk_create(Participation(line=line) for line in voted)
    NamedVote.objects.bulk_create(
        NamedVote(line=line, choice=["yes"], cast_by_name=user.name, cast_at=now) for line in voted
    )
    for row in over:
        row.state, row.closed_at = "closed", now
    Ballot.objects.bulk_update(over, ["state", "closed_at"], batch_size=50)
    Count.objects.bulk_create(
        Count(ballot=row, numbers={}, outcome="adopted", counted_at=now) for row in over
    )
    add_elections(body, count, user)
