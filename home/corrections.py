"""When a change of a published statement is a correction, and which one belongs to an edit."""

import uuid

from django.utils.timezone import localdate

from cms.core.comparable import comparable
from cms.translation.text_comparison import stream_data

# What a reader could have cited: changing it after publication is a correction.
CITABLE_FIELDS = ("title", "kind", "date", "adopted_by", "decision_reference", "body")


def is_published(page) -> bool:
    """Return whether readers have a text of `page` that could be corrected."""
    return bool(page.pk and page.live)


def pending_id(page) -> str:
    """Return the id of the correction that the present edit of the published `page` adds."""
    return str(uuid.uuid5(page.translation_key, f"correction of {page.live_revision_id}"))


def split_corrections(page, corrections) -> tuple[list, dict | None]:
    """Return the data of `corrections` without that of the present edit, and that one."""
    blocks = stream_data(corrections)
    pending = next((block for block in blocks if block.get("id") == pending_id(page)), None)
    return [block for block in blocks if block is not pending], pending


def changes_citable(published, values: dict) -> bool:
    """Return whether `values`, by field name, differ from what `published` lets readers cite."""
    return any(
        _as_data(name, values[name]) != _as_data(name, getattr(published, name))
        for name in CITABLE_FIELDS
        if name in values
    )


def lacks_note(published, draft) -> bool:
    """Return whether `draft` corrects the `published` page without saying so."""
    said = {block.get("id") for block in stream_data(published.corrections)}
    notes = [block for block in stream_data(draft.corrections) if block.get("id") not in said]
    values = {name: getattr(draft, name) for name in CITABLE_FIELDS}
    return not notes and changes_citable(published, values)


def add_note(page, note: str, *, of: str) -> None:
    """Add `note` to the corrections of the draft `page`, once for an edit known by `of`."""
    block_id = str(uuid.uuid5(page.translation_key, f"correction of {of}"))
    blocks = [block for block in stream_data(page.corrections) if block.get("id") != block_id]
    value = {"date": localdate().isoformat(), "note": note}
    page.corrections = [*blocks, {"type": "correction", "value": value, "id": block_id}]


def _as_data(name: str, value):
    if name == "body":
        return comparable(stream_data(value))
    return getattr(value, "pk", value)
