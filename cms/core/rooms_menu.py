"""The menu of a house of rooms: every room registers its own entries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: which `section` it is, its words, the name of its address.

    With `shown`, a question that asks no query, only for the standings of which it is true.
    """

    section: str
    order: int
    text: str
    url_name: str
    shown: Callable[[Any], bool] | None = None


class RoomsMenu:
    """The entries of one house."""

    def __init__(self):
        self._entries: dict[str, Entry] = {}

    def register(self, entry: Entry) -> None:
        """Show `entry` in the menu; one of the same section takes its place."""
        self._entries[entry.section] = entry

    def entries(self, standing=None) -> list[dict]:
        """Return the entries for a standing in the active language, each with section, text and
        address."""
        return [
            {"section": entry.section, "text": entry.text, "url": reverse(entry.url_name)}
            for entry in sorted(self._entries.values(), key=lambda entry: entry.order)
            if entry.shown is None or (standing is not None and entry.shown(standing))
        ]
