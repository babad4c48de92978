"""Elections of many years, put into the database in bulk."""

import datetime

from django.utils import timezone

from cms.directory.models import Mandate
from extranet.ballots.models import DecisionRule, Election, Nomination
from tests.factories.directory import labels

# How many stand in each.
CANDIDATES = 3


def add_elections(body, count: int, user) -> None:
    """Add elections of a body, one in ten under way, the others decided, with their candidates."""
    rule = DecisionRule.objects.filter(body=body, method="plurality").first()
    mandate = Mandate.objects.filter(body=body, organisation__isnull=False).first()
    if rule is None or mandate is None:
        return
    now = timezone.now()
    made = Election.objects.bulk_create(
        Election(
            body=body,
            seats_of=body,
            rule=rule,
            titles=labels(f"Election {number}"),
            nominations_until=now - datetime.timedelta(days=number),
            state="decided" if number % 10 else "closed",
            decided_on=now.date() if number % 10 else None,
            opened_at=now,
            created_by=user,
        )
        for number in range(count // 5)
    )
    # Those that the pages of the table show grow too.
    shown = list(Election.objects.filter(body=body).exclude(state="draft").order_by("pk")[:6])
    Nomination.objects.bulk_create(
        Nomination(
            election=election,
            organisation=mandate.organisation,
            family_name=f"Candidate {number}",
            accepted_at=now,
            state="admitted" if election.state != "open" else "open",
        )
        for election in (*made, *shown * 5)
        for number in range(CANDIDATES)
    )
