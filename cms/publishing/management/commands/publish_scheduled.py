from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms.publishing.services.schedule import publish_due


class Command(WagtailCommand):
    """Publishes what is due, page by page: what may not go out keeps nothing else waiting."""

    def handle(self, *args, **options):
        if not options["dryrun"]:
            for withheld in publish_due():
                self.stderr.write(f"{withheld.page}: {' '.join(withheld.reasons)}")
        # What has expired; nothing is left that could be refused.
        super().handle(*args, **options)
