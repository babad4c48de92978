"""Long tables are imported beside the request, whole or not at all; the way there is shown."""

from django.db import transaction
from django.db.models.functions import Now
from django.dispatch import Signal
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.models.table_import import KEPT_FOR, TableImport
from cms.core.tabular import uploads
from cms.core.tabular.errors import TableError
from cms.core.tabular.reading import read_table
from cms.core.tabular.services import import_table

# So many rows are imported while somebody waits.
AT_ONCE = 200
# How often it is told how far an import is.
_EVERY = 25

# Sent with `table_import` once one is over, after it is stored.
finished = Signal()


def carry_out(run_id: int, language: str = "") -> str:
    """Do an import unless it is over, and return its state; nothing is left half done.

    Called again after a crash it begins anew: what was not finished was never stored.
    """
    with transaction.atomic():
        run = TableImport.objects.select_for_update().filter(pk=run_id).first()
        if run is None or run.is_over:
            return run.state if run else ""
        with override(language or run.user.language):
            try:
                with transaction.atomic():
                    _import(run)
            except TableError as error:
                run.state = TableImport.State.REFUSED
                run.errors = [str(one) for one in error.errors]
        run.content = b""
        run.save()
        transaction.on_commit(lambda: finished.send_robust(TableImport, table_import=run))
    return run.state


def _import(run: TableImport) -> None:
    resource = import_string(run.resource)
    table = read_table(bytes(run.content), run.name, known=resource().fields)
    # Twice, as the screen does: to see whether it still does what was shown, and to do it.
    trial = import_table(_reporting(resource, run, 0), table, user=run.user, dry_run=True)
    if trial.fingerprint != run.fingerprint:
        raise TableError.whole(
            _("Somebody has changed these rows since you looked. Send the file once more.")
        )
    outcome = import_table(_reporting(resource, run, 1), table, user=run.user)
    run.state = TableImport.State.DONE
    run.created, run.changed, run.kept = outcome.created, outcome.changed, outcome.kept


def _reporting(resource: type, run: TableImport, passes: int):
    """Return a resource that tells how far it is, after `passes` earlier ones over the table."""
    made = resource()

    def tell(number: int) -> None:
        if number % _EVERY == 0:
            # Beside the data base, where nothing of the import is seen before its end.
            share = (passes * run.rows + number) / (2 * max(1, run.rows))
            uploads.note(f"import-{run.pk}", min(99, int(100 * share)))

    made.progress = tell
    return made


def percent_of(run: TableImport) -> int:
    """Return how far an import is, out of 100."""
    return 100 if run.is_over else uploads.noted(f"import-{run.pk}") or 0


def forget_old() -> int:
    """Forget the imports whose day is over; return how many there were."""
    return TableImport.objects.filter(made_at__lt=Now() - KEPT_FOR).delete()[0]
