"""The extranet's menu: every room registers its own entries."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: which `section` it is, its words, the name of its address."""

    section: str
    order: int
    text: str
    url_name: str


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Show `entry` in the menu; one of the same section takes its place."""
    _entries[entry.section] = entry


def entries() -> list[dict]:
    """Return the menu's entries in the active language, each with section, text and address."""
    return [
        {"section": entry.section, "text": entry.text, "url": reverse(entry.url_name)}
        for entry in sorted(_entries.values(), key=lambda entry: entry.order)
    ]
