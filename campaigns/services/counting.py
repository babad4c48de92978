"""Keeps the number of an appeal's people equal to a recount, whatever adds or takes away.

Whoever counts holds the appeal's row first, and rows of signatures after it.
"""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from campaigns.models import Appeal, Milestone, Signature
from campaigns.signals import milestone_reached
from cms.core.caching import bump_content_version

# A count that goes up empties the cache of pages at most once in so many seconds.
SHOWN_EVERY = 60


def hold(appeal_id: int) -> Appeal:
    """Return the appeal, held until the transaction ends: one after the other counts."""
    # Without the key: who only adds a row that refers to the appeal does not wait.
    return Appeal.objects.select_for_update(no_key=True).get(pk=appeal_id)


def add(appeal: Appeal, change: int) -> None:
    """Add `change`, which may be negative, to the people of `appeal`, which is held."""
    before, after = appeal.people, appeal.people + change
    Appeal.objects.filter(pk=appeal.pk).update(people=F("people") + change)
    appeal.people = after
    for number in appeal.milestones:
        if before < number <= after:
            _reach(appeal, number)
    if change > 0:
        transaction.on_commit(_show_soon)
    else:
        bump_content_version()


def recount(appeal: Appeal) -> int:
    """Return how many people have signed `appeal`, counted one by one."""
    return Signature.objects.filter(appeal=appeal).counted().count()


def _reach(appeal: Appeal, number: int) -> None:
    _row, created = Milestone.objects.get_or_create(appeal=appeal, people=number)
    if created:
        transaction.on_commit(
            lambda: milestone_reached.send(sender=Appeal, appeal=appeal, people=number)
        )


def _show_soon() -> None:
    # A cache of pages that every signature emptied would be none while an appeal is popular.
    if cache.add("campaigns.count-shown", True, SHOWN_EVERY):
        bump_content_version()
