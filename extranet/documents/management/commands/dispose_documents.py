"""Removes the files of documents whose day is over."""

from django.core.management.base import BaseCommand

from extranet.documents.services.retention import dispose, due


class Command(BaseCommand):
    help = (
        "Remove the files and texts of documents that are past the day they are kept until. "
        "Papers of a meeting stay until its minutes are approved. Rows, hashes and log stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only tell what would go")

    def handle(self, *args, dry_run, **options):
        count = 0
        for document in due().order_by("pk"):
            count += 1
            self.stdout.write(f"document {document.pk}, kept until {document.keep_until}")
            if not dry_run:
                dispose(document=document)
        verb = "would be disposed of" if dry_run else "disposed of"
        self.stdout.write(f"{count} {verb}.")
