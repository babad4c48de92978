"""Fills the site with the sample alliance; the service does it, this puts it into words."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.services.load_sample import Loaded, load_sample


class Command(BaseCommand):
    """Can be run again: what is there stays as it is."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _(
            "Fill the site with a sample alliance: members, bodies, positions, events, campaigns."
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-accounts", action="store_true", help=_("make nobody who can sign in")
        )
        parser.add_argument(
            "--password", help=_("the password of the sample accounts; without it a random one")
        )

    def handle(self, *, without_accounts, password, verbosity, **options):
        quiet = verbosity == 0
        loaded = load_sample(
            accounts=not without_accounts,
            password=password,
            say=(lambda text: None) if quiet else self._step,
        )
        if loaded.accounts_refused:
            self.stderr.write(
                _(
                    "No accounts were made: their addresses are known to everybody who reads this "
                    "project, so they exist only on a debug site (DEBUG or SAMPLE_ACCOUNTS)."
                )
            )
        if not quiet:
            self._sum_up(loaded)

    def _step(self, text: str) -> None:
        self.stdout.write(f"{text} …")

    def _sum_up(self, loaded: Loaded) -> None:
        self.stdout.write(
            _(
                "Added: %(rows)d rows, %(statements)d positions, %(pages)d pages, "
                "%(portraits)d portraits."
            )
            % {
                "rows": loaded.rows,
                "statements": loaded.statements,
                "pages": loaded.pages,
                "portraits": loaded.portraits,
            }
        )
        if loaded.accounts:
            self.stdout.write(
                _("Sign in with the password %(password)s as:") % {"password": loaded.password}
            )
        for address in loaded.accounts:
            self.stdout.write(f"  {address}")
