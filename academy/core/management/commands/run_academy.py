import sys

from django.core.management.base import BaseCommand

from academy.core.clockwork import run


class Command(BaseCommand):
    help = (
        "Does what is due in the academy: offers that have ended, places, first days, reminders. "
        "Can run every five minutes. Ends with 1 where something failed."
    )

    def handle(self, *args, **options):
        done = run()
        for name, count in done.items():
            self.stdout.write(f"{name}: {'failed' if count is None else count}")
        if None in done.values():
            sys.exit(1)
