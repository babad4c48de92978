"""Imports statements from a table and the documents it names; see docs/importing.md."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from cms.directory.services import is_without_vocabularies, load_vocabularies
from cms.publishing.four_eyes import on_record
from home.importing.manifest import Manifest, ManifestError, Problem, read_manifest
from home.services.import_report import (
    CHANGED,
    CREATED,
    PUBLISHED,
    UNCHANGED,
    ImportRefused,
    Outcome,
    Report,
)
from home.services.import_run import Run

__all__ = [
    "CHANGED",
    "CREATED",
    "PUBLISHED",
    "UNCHANGED",
    "ImportRefused",
    "ManifestError",
    "Outcome",
    "Report",
    "import_drafts",
    "import_statements",
]


def import_statements(
    *,
    manifest: str | Path,
    publish: bool = False,
    keep_going: bool = False,
    dry_run: bool = False,
    user=None,
    progress: Callable[[Outcome | Problem], None] | None = None,
) -> Report:
    """Create or update a statement for every row of a table, and return what was done.

    Without `publish` the pages are drafts. A wrong row keeps the whole run from being stored,
    unless `keep_going` is set; `dry_run` stores nothing in any case. `progress` hears of every
    row as it is done. Raises `ManifestError` when the table cannot be read and `ImportRefused`
    when rows are wrong.
    """
    table = read_manifest(manifest)
    run = Run(table, publish=publish, user=user, progress=progress or (lambda step: None))
    # Texts that were adopted elsewhere: whoever runs an import answers for its table.
    with on_record(f"import of {table.folder.name}"):
        return _carry_out_whole(run, keep_going=keep_going, dry_run=dry_run)


def import_drafts(*, table: Manifest, user) -> Report:
    """Make a draft of every row of `table`, all or none, and return what was done.

    Raises `ImportRefused` when rows are wrong. The drafts belong to `user`.
    """
    run = Run(table, publish=False, user=user, progress=lambda step: None)
    return _carry_out_whole(run, keep_going=False, dry_run=False)


def _carry_out_whole(run: Run, *, keep_going: bool, dry_run: bool) -> Report:
    if not is_without_vocabularies():
        return _carry_out(run, keep_going=keep_going, dry_run=dry_run)
    # A new site takes the vocabularies that are shipped, and loses them with a run that fails.
    with transaction.atomic():
        load_vocabularies()
        report = _carry_out(run, keep_going=keep_going, dry_run=dry_run)
        transaction.set_rollback(dry_run)
    return report


def _carry_out(run: Run, *, keep_going: bool, dry_run: bool) -> Report:
    try:
        run.prepare()
        with transaction.atomic():
            run.write()
            refused = bool(run.report.problems) and not keep_going
            if refused or dry_run:
                transaction.set_rollback(True)
    except BaseException:
        run.remove_files()
        raise
    finally:
        run.close()
    if refused or dry_run:
        run.remove_files()
    run.report.problems.sort(key=lambda problem: problem.line)
    if refused:
        raise ImportRefused(run.report)
    return run.report
