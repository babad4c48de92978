from django.core.management.base import BaseCommand

from extranet.ballots.services.closing import close_due


class Command(BaseCommand):
    help = "Closes and counts the votes whose end has passed. Can run every minute."

    def handle(self, *args, **options):
        self.stdout.write(f"{close_due()} closed")
