from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms.publishing.services.releases import release_due
from cms.publishing.services.runs import carry_on_interrupted
from cms.publishing.services.schedule import publish_due


class Command(WagtailCommand):
    """Publishes what is due, page by page: what may not go out keeps nothing else waiting.

    Bundles whose moment has come go out, and work that was interrupted goes on.
    """

    def handle(self, *args, **options):
        if not options["dryrun"]:
            for withheld in publish_due():
                self.stderr.write(f"{withheld.page}: {' '.join(withheld.reasons)}")
            release_due()
            carry_on_interrupted()
        # What has expired; nothing is left that could be refused.
        super().handle(*args, **options)
