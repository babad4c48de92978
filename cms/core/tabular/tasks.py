"""Work beside the request."""

from django_tasks import task

from cms.core.tabular import background


@task()
def carry_out_import(run_id: int) -> str:
    """Do a long import; return its state, empty where it was forgotten meanwhile."""
    return background.carry_out(run_id)
