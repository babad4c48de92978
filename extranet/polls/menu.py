"""The entry of the menu."""

from django.utils.translation import gettext_lazy as _

from extranet.core.menu import Entry, register

register(Entry("polls", 60, _("Polls"), "extranet:polls"))
