"""Hands out or erases what is held about one person."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.personal_data import services
from cms.core.personal_data.sources import subject_of


class Command(BaseCommand):
    help = "Print or erase what is held about the person of an e-mail address."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        export = acts.add_parser("export", help="print all of it as JSON")
        export.add_argument("email")
        export.add_argument("--output", type=Path, help="the file to write it to")
        erase = acts.add_parser("erase", help="erase it, and say what must be kept")
        erase.add_argument("email")
        erase.add_argument(
            "--dry-run", action="store_true", help="erase nothing, say what would be"
        )

    def handle(self, *args, act, email, **options):
        subject = subject_of(email)
        if subject is None:
            raise CommandError("This is no e-mail address, and the code of nobody.")
        if act == "export":
            self.export(subject, options["output"])
        else:
            self.erase(subject, options["dry_run"])

    def export(self, subject, output: Path | None) -> None:
        """Print what is held, or write it to a file that nobody else may read."""
        text = json.dumps(services.export(subject=subject, by=None), ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.touch(mode=0o600)
            output.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error

    def erase(self, subject, dry_run: bool) -> None:
        """Erase what is held, and print what became of it."""
        for holding in services.erase(subject=subject, by=None, dry_run=dry_run):
            code = holding.source.code
            self.stdout.write(f"{code}: {holding.erasable} {'to erase' if dry_run else 'erased'}")
            for reason, count in holding.kept.items():
                self.stdout.write(f"{code}: {count} kept: {reason}")
