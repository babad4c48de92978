"""The entries of the menu."""

from django.utils.translation import gettext_lazy as _

from extranet.core.menu import Entry, register

register(Entry("meetings", 20, _("Meetings"), "extranet:meetings"))
