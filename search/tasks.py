"""Background tasks on the index; what a task misses, `search_index repair` finds."""

from django_tasks import task

from search.services import sync


@task()
def project_entry(kind: str, object_id: str) -> int:
    """Read one thing anew; return how many entries were written."""
    return len(sync.project(kind, object_id))
