"""Makes the share kits that lack or are out of date; the service does it, this counts."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.sharing.services import announcing, kits


class Command(BaseCommand):
    """Meant for every day: what a clock changes, a campaign that has ended, is drawn anew too."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _("Make the share kits that lack or are out of date; remove those of hidden pages.")

    def add_arguments(self, parser):
        parser.add_argument("--newest", type=int, help=_("only those of so many newest pages"))

    def handle(self, *, newest, **options):
        made = kits.make_missing(newest=newest)
        announcing.send_waiting()
        self.stdout.write(_("Share kits made: %(count)d.") % {"count": made})
