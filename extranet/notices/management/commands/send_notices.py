"""Adds reminders, sends the e-mails that are due, gives up those that were lost."""

from django.core.management.base import BaseCommand

from extranet.notices.models import Notice
from extranet.notices.services import mailing, reminders


class Command(BaseCommand):
    help = "Send the extranet's e-mails that are due, daily ones and reminders among them."

    def handle(self, *args, **options):
        lost = mailing.give_up_lost()
        added = reminders.remind().total()
        counts = mailing.send_due()
        if options["verbosity"] == 0:
            return
        names = {state.value: state.name.lower() for state in Notice.State}
        parts = [f"{count} {names[state]}" for state, count in sorted(counts.items())]
        self.stdout.write(f"Reminders added: {added}. E-mails: {', '.join(parts) or 'none due'}.")
        if lost:
            self.stdout.write(f"Perhaps sent, for the secretariat to look at: {lost} notices.")
