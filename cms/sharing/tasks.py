"""Cards are drawn beside the requests."""

from django_tasks import task

from cms.sharing.services import kits


@task()
def make_kit(page_id: int) -> bool:
    """Make the kit of a page if it lacks or is out of date; return whether one was drawn."""
    return kits.make(page_id=page_id)


@task()
def make_missing_kits() -> int:
    """Make all kits that lack or are out of date; return how many were drawn."""
    return kits.make_missing()


@task()
def remake_kit(page_id: int) -> bool:
    """Draw the kit of a page once more, whether it is up to date or not; return whether it was."""
    return kits.make(page_id=page_id, anew=True)
