"""Work beside the request."""

from django_tasks import task

from cms.publishing.services import steps


@task()
def carry_on_run(run_id: int) -> int:
    """Do what is left of a run; return how many steps were done."""
    return steps.carry_on(run_id)
