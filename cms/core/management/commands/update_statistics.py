from django.core.management.base import BaseCommand
from django.db import connection

# Rows that SQLite looks at in each index: a few hundred tell it enough, in any archive.
LOOKED_AT = 400


class Command(BaseCommand):
    help = "Let SQLite count what its tables hold, so that it chooses the right index."

    def handle(self, **options):
        if connection.vendor != "sqlite":
            self.stdout.write("This database keeps its statistics itself.")
            return
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
            cursor.execute("ANALYZE")
        self.stdout.write("Statistics updated.")
