"""The entries of the menu."""

from django.utils.translation import gettext_lazy as _

from extranet.core.menu import Entry, register

register(Entry("overview", 10, _("Overview"), "extranet:overview"))
register(Entry("bodies", 40, _("Bodies"), "extranet:bodies"))
