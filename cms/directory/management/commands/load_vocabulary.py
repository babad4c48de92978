from django.core.management.base import BaseCommand

from cms.directory.services import load_vocabularies


class Command(BaseCommand):
    help = "Load the topics, places and bodies that are shipped with the project."

    def add_arguments(self, parser):
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="put back the shipped texts where editors have changed them",
        )

    def handle(self, *args, overwrite, **options):
        for name, loaded in load_vocabularies(overwrite=overwrite).items():
            self.stdout.write(
                f"{name}: {loaded.created} created, {loaded.changed} changed, {loaded.kept} kept"
            )
