"""Work on the index that no editor waits for."""

from django_tasks import task

from search.services import sweep, sync


@task()
def project_entry(kind: str, object_id: str) -> int:
    """Read one thing anew; return how many entries were written."""
    return len(sync.project(kind, object_id))


@task()
def sweep_entries() -> int:
    """Find and mend what was missed; return how many things were read anew."""
    return sweep.sweep()
