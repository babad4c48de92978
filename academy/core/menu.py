"""The menu of the academy's rooms: every room registers its own entries."""

from django.utils.translation import gettext_lazy as _

from cms.core.rooms_menu import Entry, RoomsMenu

__all__ = ["Entry", "entries", "register"]

_menu = RoomsMenu()
register, entries = _menu.register, _menu.entries
register(Entry("overview", 0, _("My academy"), "academy:overview"))
