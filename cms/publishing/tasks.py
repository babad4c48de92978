"""Work beside the request."""

from django_tasks import task

from cms.publishing.services import releases, steps


@task()
def carry_on_run(run_id: int) -> int:
    """Do what is left of a run; return how many steps were done."""
    return steps.carry_on(run_id)


@task()
def release_due() -> int:
    """Release the bundles that are due; return how many went out."""
    return sum(not reasons for _release, reasons in releases.release_due())
