"""Tells the second factor of the sample's accounts, so that one can sign in to look around."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.sample.accounts import DOMAIN, sample_code


class Command(BaseCommand):
    """Only where sample accounts may exist."""

    @property
    def help(self) -> str:
        """What the command does, in the active language."""
        return _("Print the codes with which the accounts of the sample sign in just now.")

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="?", default=DOMAIN, help=_("one account alone"))

    def handle(self, *, email, **options):
        users = get_user_model().objects.filter(
            email__iendswith=email, authenticator__type=Authenticator.Type.TOTP
        )
        for user in users.order_by("pk"):
            try:
                code, seconds = sample_code(user)
            except PermissionError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{code}  {user.email}  ({seconds} s)")
