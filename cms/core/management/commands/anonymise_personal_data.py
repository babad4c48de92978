"""Forgets people in time; to be run every day."""

from django.core.management.base import BaseCommand

from cms.core.personal_data import services


class Command(BaseCommand):
    help = "Make nameless, or erase, what is held about people past its date; print how much."

    def handle(self, *args, **options):
        done = services.anonymise()
        for code, count in done.items():
            if count:
                self.stdout.write(f"{code}: {count}")
        self.stdout.write(f"{sum(done.values())} in all")
