"""Removes what is left over in the storage of documents."""

from django.core.management.base import BaseCommand

from extranet.documents.services.copies import sweep
from extranet.documents.services.retention import remove_orphans


class Command(BaseCommand):
    help = "Remove stamped copies whose hours are over, and files of uploads that broke off."

    def handle(self, *args, **options):
        self.stdout.write(f"{sweep()} copies and {remove_orphans()} left-over files removed.")
