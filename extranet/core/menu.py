"""The extranet's menu: every room registers its own entries."""

from cms.core.rooms_menu import Entry, RoomsMenu

__all__ = ["Entry", "entries", "register"]

_menu = RoomsMenu()
register, entries = _menu.register, _menu.entries
