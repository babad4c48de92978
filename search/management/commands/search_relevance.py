from django.core.management.base import BaseCommand

from search import relevance


class Command(BaseCommand):
    help = "Print how high the engine ranks the passages of the relevance sets (RELEVANCE_DIR)."

    def add_arguments(self, parser):
        parser.add_argument("--engine", choices=("database", "elasticsearch"), default="database")
        parser.add_argument(
            "--database",
            choices=("sqlite", "postgres"),
            default="",
            help="what holds the entries; by default what the site uses",
        )

    def handle(self, *args, **options):
        try:
            path = relevance.folder()
            with relevance.scratch(options["database"]) as database:
                if options["engine"] == "database":
                    self.print_table(database, path, database.using)
                    return
                with relevance.scratch_cluster(database.using) as engine:
                    self.print_table(engine, path, database.using)
        except relevance.NothingToMeasure as error:
            self.stdout.write(f"Skipped: {error}")

    def print_table(self, engine, path, using):
        self.stdout.write(
            f"{'set':<6}{'typed':<14}{'questions':>10}{'MRR@10':>10}{'recall@10':>11}"
        )
        for row in relevance.figures(engine, path, using):
            typed = "no accents" if row.stripped else "as it is"
            self.stdout.write(
                f"{row.language:<6}{typed:<14}{row.questions:>10}{row.mrr:>10.4f}{row.recall:>11.4f}"
            )
