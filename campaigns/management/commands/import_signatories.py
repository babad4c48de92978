"""Brings in the signatories of an earlier page; the service does it, this puts it into words."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns.appeal_pages import all_types
from campaigns.importing.rows import BadTable, read_decisions, read_rows
from campaigns.models import Appeal
from campaigns.services.import_signatories import import_signatories
from cms.core.tabular.errors import TableError
from cms.core.tabular.writing import write_csv


class Command(BaseCommand):
    """Writes nothing where a line is broken; what a person must decide is listed."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _("Bring the signatories of an earlier page under the appeal of a campaign.")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=_("the table: organisation, country, person …"))
        parser.add_argument("--campaign", required=True, help=_("the slug of the campaign’s page"))
        parser.add_argument("--decisions", type=Path, help=_("what a person decided, line by line"))
        parser.add_argument(
            "--undecided", type=Path, help=_("where to write what is to be decided")
        )
        parser.add_argument(
            "--show-people", action="store_true", help=_("show the people, who agreed to it")
        )

    def handle(self, *, file, campaign, decisions, undecided, show_people, **options):
        appeal = self._appeal(campaign)
        try:
            done = import_signatories(
                appeal=appeal,
                rows=read_rows(file.read_bytes()),
                decisions=read_decisions(decisions.read_bytes()) if decisions else None,
                show_people=show_people,
            )
        except (BadTable, TableError) as error:
            raise CommandError(_("Nothing was brought in.") + f"\n{error}") from error
        except OSError as error:
            raise CommandError(str(error)) from error
        for one in done.undecided:
            found = f" ({', '.join(one.candidates)})" if one.candidates else ""
            self.stdout.write(f"{file}:{one.row.line}: {one.row.text}: {one.why}{found}")
        if undecided and done.undecided:
            undecided.write_bytes(self._to_decide(done))
        summary = _(
            "Added: %(organisations)s organisations, %(people)s people. Known: %(known)s. "
            "Left out: %(left_out)s. To be decided: %(undecided)s."
        )
        self.stdout.write(
            summary
            % {
                "organisations": done.organisations,
                "people": done.people,
                "known": done.known,
                "left_out": done.left_out,
                "undecided": len(done.undecided),
            }
        )

    def _appeal(self, slug: str) -> Appeal:
        pages = [one.model.objects.filter(slug=slug) for one in all_types()]
        keys = {key for found in pages for key in found.values_list("translation_key", flat=True)}
        appeals = list(Appeal.objects.filter(campaign_key__in=keys))
        if len(appeals) != 1:
            raise CommandError(_("There is not one campaign of this slug with an appeal."))
        return appeals[0]

    @staticmethod
    def _to_decide(done) -> bytes:
        """Return the table that `--decisions` takes once its last column is filled in."""
        headers = ["line", "name", "country", "why", "candidates", "decision"]
        return write_csv(
            headers,
            [
                [
                    str(one.row.line),
                    one.row.text,
                    one.row.place.label if one.row.place else "",
                    one.why,
                    " ".join(one.candidates),
                    "",
                ]
                for one in done.undecided
            ],
        )
