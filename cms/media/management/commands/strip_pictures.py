from django.core.management.base import BaseCommand, CommandError

from cms.media.pictures.cleaning import clean_stored


class Command(BaseCommand):
    help = (
        "Takes place, camera and people out of pictures stored before that was done on upload, "
        "and forgets originals that need not be kept. May be run again at any time."
    )

    def handle(self, **options):
        report = clean_stored()
        self.stdout.write(f"{report.seen} pictures, {report.cleaned} cleaned.")
        if report.forgotten:
            self.stdout.write(f"{report.forgotten} originals forgotten.")
        if report.failed:
            raise CommandError("\n".join(["Not cleaned:", *report.failed]))
