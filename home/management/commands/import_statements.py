"""Imports statements from a table; the service does it, this puts it into words."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.importing.manifest import Problem
from home.services.import_statements import (
    CHANGED,
    CREATED,
    PUBLISHED,
    UNCHANGED,
    ImportRefused,
    ManifestError,
    Outcome,
    Report,
    import_statements,
)


class Command(BaseCommand):
    """Ends with code 1 when a row was refused, whether or not the others were kept."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _("Import statements from a CSV table and the documents it names.")

    ACTIONS = {
        CREATED: gettext_lazy("created"),
        CHANGED: gettext_lazy("changed"),
        PUBLISHED: gettext_lazy("published"),
        UNCHANGED: gettext_lazy("unchanged"),
    }

    def add_arguments(self, parser):
        parser.add_argument("manifest", help=_("the table; see docs/importing.md for its columns"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("do everything, then store nothing of it")
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help=_("publish the pages; without it they are drafts"),
        )
        parser.add_argument(
            "--keep-going",
            action="store_true",
            help=_("keep the rows that are right when others are wrong"),
        )

    def handle(self, *, manifest, dry_run, publish, keep_going, verbosity, **options):
        self.manifest, self.quiet = manifest, verbosity == 0
        try:
            report = import_statements(
                manifest=manifest,
                publish=publish,
                keep_going=keep_going,
                dry_run=dry_run,
                progress=self._say,
            )
        except ManifestError as error:
            raise CommandError(str(error)) from error
        except ImportRefused as error:
            raise CommandError(
                _("Nothing was imported: %(count)s.") % {"count": self._refused(error.report)}
            ) from error
        self._sum_up(report, dry_run)
        if report.problems:
            raise CommandError(
                _("The other rows were kept: %(count)s.") % {"count": self._refused(report)}
                if not dry_run
                else self._refused(report)
            )

    def _say(self, step: Outcome | Problem) -> None:
        if isinstance(step, Problem):
            self.stderr.write(f"{self.manifest}:{step}")
        elif not self.quiet:
            action = self.ACTIONS[step.action]
            self.stdout.write(f"{step.line}: {step.file}: {action}: {step.title}")
            for note in step.notes:
                self.stdout.write(f"    {note}")

    def _refused(self, report: Report) -> str:
        rows = len({problem.line for problem in report.problems})
        return ngettext("%(rows)d row is wrong", "%(rows)d rows are wrong", rows) % {"rows": rows}

    def _sum_up(self, report: Report, dry_run: bool) -> None:
        if self.quiet:
            return
        self.stdout.write(
            _(
                "Created: %(created)d, changed: %(changed)d, published: %(published)d, "
                "unchanged: %(unchanged)d, refused: %(refused)d."
            )
            % {
                **{action: report.count(action) for action in self.ACTIONS},
                "refused": len({problem.line for problem in report.problems}),
            }
        )
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was stored."))
