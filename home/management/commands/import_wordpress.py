"""Imports an export of WordPress; the service does it, this puts it into words."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.labels import site_languages
from home.models import StatementPage
from home.services.import_wordpress import (
    NotAnExport,
    Options,
    Report,
    WordPressRefused,
    import_wordpress,
)
from home.services.wordpress import options as choices
from home.services.wordpress import report as reports

# Seconds between two lines of progress.
_EVERY = 2.0


class Command(BaseCommand):
    """Ends with code 1 when a text was refused; the others are kept."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _("Import posts, pages and their files from an export of WordPress (WXR).")

    ACTIONS = {
        reports.CREATED: gettext_lazy("created"),
        reports.CHANGED: gettext_lazy("changed"),
        reports.UNCHANGED: gettext_lazy("unchanged"),
        reports.KEPT: gettext_lazy("left as editors have it"),
        reports.REFUSED: gettext_lazy("refused"),
    }

    def add_arguments(self, parser):
        parser.add_argument(
            "exports", nargs="+", help=_("the export; all its files, where it has several")
        )
        parser.add_argument(
            "--media", type=Path, help=_("a copy of the folder wp-content/uploads of the old site")
        )
        parser.add_argument(
            "--language",
            choices=site_languages(),
            default="",
            help=_("of texts that do not say theirs"),
        )
        parser.add_argument(
            "--kinds",
            nargs="+",
            default=[],
            metavar="CATEGORY=KIND",
            help=_("the kind of statement that posts of a category are"),
        )
        parser.add_argument(
            "--default-kind",
            default=StatementPage.Kind.STATEMENT,
            help=_("of posts whose categories tell none"),
        )
        parser.add_argument("--topics", help=_("a CSV table of categories and codes of topics"))
        parser.add_argument("--under", help=_("the page that pages go below: number or address"))
        parser.add_argument("--report", help=_("write what became of every text as CSV"))
        parser.add_argument(
            "--publish", action="store_true", help=_("publish what was public and may go out")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("do everything, then store nothing of it")
        )

    def handle(self, *, exports, dry_run, verbosity, **given):
        self.quiet, self.said_at = verbosity == 0, 0.0
        try:
            report = import_wordpress(
                exports=exports,
                options=self._options(**given),
                dry_run=dry_run,
                progress=self._progress,
            )
        except (NotAnExport, WordPressRefused) as error:
            raise CommandError(str(error)) from error
        if given["report"]:
            try:
                report.write(given["report"])
            except OSError as error:
                raise CommandError(str(error)) from error
        self._sum_up(report, dry_run, verbosity)
        if refused := report.count(reports.REFUSED):
            raise CommandError(_("Refused: %(count)d. The others were kept.") % {"count": refused})

    @staticmethod
    def _options(*, media, language, kinds, default_kind, topics, under, publish, **_given):
        if media is not None and not media.is_dir():
            raise WordPressRefused(_("%(folder)s is no folder.") % {"folder": media})
        return Options(
            media=media,
            language=language,
            kinds=choices.read_kinds(kinds),
            default_kind=choices.known_kind(default_kind),
            topics=choices.read_topics(topics) if topics else {},
            under=choices.page_below(under) if under else None,
            publish=publish,
        )

    def _progress(self, done: int, steps: int, _outcomes: list) -> None:
        now = time.monotonic()
        if self.quiet or (now - self.said_at < _EVERY and done < steps):
            return
        self.said_at = now
        self.stderr.write(f"{done}/{steps}", self.style.NOTICE)

    def _sum_up(self, report: Report, dry_run: bool, verbosity: int) -> None:
        for one in report.outcomes.values():
            if one.action == reports.REFUSED or (one.notes and not self.quiet) or verbosity > 1:
                self.stdout.write(f"{one.post}: {self.ACTIONS[one.action]}: {one.title}")
                for note in one.notes:
                    self.stdout.write(f"    {note}")
        if self.quiet:
            return
        for heading, counts in (
            (_("Kinds of post that were left out:"), report.types),
            (_("Languages that this site has not:"), report.languages),
            (_("Categories and tags that are no topic:"), report.terms),
            (_("Files that could not be had:"), report.missing_files),
        ):
            if counts:
                self.stdout.write(heading)
                for name, count in counts.most_common():
                    self.stdout.write(f"    {name}: {count}")
        counts = {action: report.count(action) for action in reports.ACTIONS}
        self.stdout.write(
            _(
                "Created: %(created)d, changed: %(changed)d, unchanged: %(unchanged)d, left as "
                "editors have them: %(kept)d, refused: %(refused)d. Public: %(published)d. In the "
                "trash, left out: %(trashed)d."
            )
            % (counts | {"published": report.published, "trashed": report.trashed})
        )
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was stored."))
