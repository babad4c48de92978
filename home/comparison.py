"""Two versions of a page side by side, made of Wagtail's own comparisons.

Wagtail marks within one text what was taken out and what was added. The former version is that text
without what was added, the latter without what was taken out.
"""

import re
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from wagtail.admin.compare import (
    M2MFieldComparison,
    StreamBlockComparison,
    StreamFieldComparison,
)

# Its content is escaped, so that no other mark stands within.
_MARK = r'<span class="{kind}">([^<]*)</span>'
_ADDED = re.compile(_MARK.format(kind="addition"))
_TAKEN = re.compile(_MARK.format(kind="deletion"))
_LISTED_ADDED = re.compile(r'(?:, )?<span class="addition">[^<]*</span>')
_LISTED_TAKEN = re.compile(r'(?:, )?<span class="deletion">[^<]*</span>')


@dataclass(frozen=True)
class Row:
    """A part of a field in both versions, as HTML; empty where it has none there.

    `same` counts parts in a row that did not change: they are not shown.
    """

    label: str = ""
    former: str = ""
    latter: str = ""
    same: int = 0


@dataclass(frozen=True)
class Field:
    """A field that differs: its name and its parts."""

    label: str
    rows: list[Row]


def side_by_side(comparisons) -> list[Field]:
    """Return the fields that differ, from Wagtail's `comparisons`, with both versions of each."""
    return [Field(str(one.field_label()), _rows(one)) for one in comparisons]


def _rows(comparison) -> list[Row]:
    if comparison.is_child_relation:
        return _rows_of_children(comparison)
    if isinstance(comparison, StreamFieldComparison) and all(
        comparison.has_block_ids(value) for value in (comparison.val_a, comparison.val_b)
    ):
        return _rows_of_blocks(comparison)
    listed = isinstance(comparison, M2MFieldComparison)
    return [split(comparison.htmldiff(), listed=listed)]


def split(html: str, label: str = "", *, listed: bool = False) -> Row:
    """Return a marked text as the former and the latter version, with what is taken out or added
    as `del` and `ins`; of a `listed` one the commas go with what they part."""
    added, taken = (_LISTED_ADDED, _LISTED_TAKEN) if listed else (_ADDED, _TAKEN)
    former = _TAKEN.sub(r"<del>\1</del>", added.sub("", html)).removeprefix(", ")
    latter = _ADDED.sub(r"<ins>\1</ins>", taken.sub("", html)).removeprefix(", ")
    return Row(label, mark_safe(former), mark_safe(latter))


def _rows_of_blocks(comparison) -> list[Row]:
    blocks = StreamBlockComparison(
        comparison.field.stream_block, True, True, comparison.val_a, comparison.val_b
    ).get_block_comparisons()
    rows: list[Row] = []
    for block in blocks:
        label = str(block.block.label)
        if block.is_new():
            rows.append(Row(label, latter=mark_safe(f"<ins>{block.htmlvalue(block.val_b)}</ins>")))
        elif block.is_deleted():
            rows.append(Row(label, former=mark_safe(f"<del>{block.htmlvalue(block.val_a)}</del>")))
        elif block.has_changed():
            rows.append(split(block.htmldiff(), label))
        elif rows and rows[-1].same:
            rows[-1] = Row(same=rows[-1].same + 1)
        else:
            rows.append(Row(same=1))
    return rows


def _rows_of_children(comparison) -> list[Row]:
    rows = []
    for child in comparison.get_child_comparisons():
        for field in child.get_field_comparisons():
            label, html = str(field.field_label()), field.htmldiff()
            if child.is_addition():
                rows.append(Row(label, latter=mark_safe(f"<ins>{html}</ins>")))
            elif child.is_deletion():
                rows.append(Row(label, former=mark_safe(f"<del>{html}</del>")))
            elif field.has_changed():
                rows.append(split(html, label))
    return rows
