"""The entries of the menu."""

from django.utils.translation import gettext_lazy as _

from extranet.core.menu import Entry, register

register(Entry("ballots", 45, _("Ballots"), "extranet:ballots"))
