"""Writes to those who owe translations, or answer for those that readers were promised; daily."""

from django.core.management.base import BaseCommand, CommandError

from cms.translation.services.promise_reminders import remind_of_promises
from cms.translation.services.reminders import remind


class Command(BaseCommand):
    help = "Remind translators of what is due or overdue; nobody gets two e-mails a day."

    def handle(self, *args, **options):
        sent, failed = map(sum, zip(remind(), remind_of_promises(), strict=True))
        if options["verbosity"]:
            self.stdout.write(f"Reminders sent: {sent}.")
        if failed:
            raise CommandError(f"Reminders that did not leave: {failed}. Run it again later.")
