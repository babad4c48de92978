from django.core.management.base import BaseCommand

from extranet.polls.services.polls import close_due


class Command(BaseCommand):
    help = "End the polls whose time has passed; anonymous ones forget then who chose what."

    def handle(self, *args, **options):
        count = close_due()
        if options["verbosity"]:
            self.stdout.write(f"Polls closed: {count}.")
