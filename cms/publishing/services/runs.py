"""Beginning a run over many pages, and taking up what was interrupted."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.publishing.models.bulk_run import BulkRun, BulkStep
from cms.publishing.tasks import carry_on_run

INTERRUPTED_AFTER = timedelta(minutes=10)


@transaction.atomic
def start(*, action: str, steps: Iterable[tuple[int, int | None]], user) -> BulkRun:
    """Begin a run over `steps` (ids of a page and of a locale or None) and return it.

    It is worked through beside the request, or at once where the site has no worker.
    """
    run = BulkRun.objects.create(action=action, user=user)
    BulkStep.objects.bulk_create(
        BulkStep(run=run, page_id=page_id, locale_id=locale_id) for page_id, locale_id in steps
    )
    transaction.on_commit(lambda: carry_on_run.enqueue(run.pk))
    return run


def resume(*, run: BulkRun) -> None:
    """Take up `run` where it was interrupted."""
    carry_on_run.enqueue(run.pk)


def carry_on_interrupted() -> list[BulkRun]:
    """Take up the runs that were interrupted; return them."""
    runs = list(BulkRun.objects.interrupted(timezone.now() - INTERRUPTED_AFTER))
    for run in runs:
        resume(run=run)
    return runs
