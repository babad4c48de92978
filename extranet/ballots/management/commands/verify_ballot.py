"""Counts published records of ballots again, from their files alone."""

import sys

from django.core.management.base import BaseCommand

from extranet.ballots.counting.report import report


class Command(BaseCommand):
    help = (
        "Count exported records of ballots again and compare every number, digest and chain; "
        "asks no database. Ends with 1 where something differs."
    )
    # It runs wherever the files are, whatever state the site is in.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args, files, **options):
        if not report(files, self.stdout.write):
            sys.exit(1)
