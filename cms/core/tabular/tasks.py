"""Work beside the request."""

from django.db import transaction
from django_tasks import task

from cms.core.models.table_import import TableImport
from cms.core.tabular import background


@task()
def carry_out_import(run_id: int) -> str:
    """Do a long import; return its state, empty where it was forgotten meanwhile."""
    return background.carry_out(run_id)


def start(*, resource: type, rows: int, address: str, **facts) -> TableImport:
    """Begin an import of a table that was confirmed, and return it.

    `address` is where it is watched, with `{pk}` for its key; `facts` are its other fields.
    """
    path = f"{resource.__module__}.{resource.__qualname__}"
    with transaction.atomic():
        run = TableImport.objects.create(resource=path, rows=rows, table=resource.name, **facts)
        run.address = address.format(pk=run.pk)
        run.save(update_fields=["address"])
        transaction.on_commit(lambda: carry_out_import.enqueue(run.pk))
    return run
