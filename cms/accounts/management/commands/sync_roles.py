from django.core.management.base import BaseCommand, CommandError

from cms.accounts.services import sync_roles


class Command(BaseCommand):
    help = "Makes groups, permissions and the workflow agree with the code; prints what changed."

    def handle(self, **options):
        try:
            changes = sync_roles()
        except LookupError as error:
            raise CommandError(str(error)) from error
        for line in changes:
            self.stdout.write(line)
        if options["verbosity"] and not changes:
            self.stdout.write("Roles agree with the code.")
