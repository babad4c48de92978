"""Blocks that say what of them is translated, where wagtail-localize cannot know.

They write themselves into migrations as the blocks of Wagtail that they are.
"""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class SameEverywhereCharBlock(blocks.CharBlock):
    """A short text that is the same in every language: a mark, a number."""

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs

    def get_translatable_segments(self, value):
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value, segments):
        """Return the value as it is."""
        return value


class TranslatableTableBlock(TypedTableBlock):
    """A table whose caption, headings and cells of text are translated, each by itself."""

    def get_translatable_segments(self, table):
        """Return the texts of `table`, each with its place: `caption`, `heading.1`, `cell.2.1`."""
        segments = [StringSegmentValue("caption", table.caption or "")]
        for index, column in enumerate(table.columns):
            segments.append(StringSegmentValue(f"heading.{index}", column["heading"] or ""))
        for number, row in enumerate(table.row_data):
            for index, (column, text) in enumerate(zip(table.columns, row["values"], strict=False)):
                if isinstance(column["block"], blocks.CharBlock):
                    segments.append(StringSegmentValue(f"cell.{number}.{index}", text or ""))
        return [segment for segment in segments if not segment.is_empty()]

    def restore_translated_segments(self, table, segments):
        """Return `table` with the texts of `segments` in their places."""
        for segment in segments:
            kind, *place = segment.path.split(".")
            text = segment.render_text()
            if kind == "caption":
                table.caption = text
            elif kind == "heading":
                table.columns[int(place[0])]["heading"] = text
            else:
                row, column = map(int, place)
                table.row_data[row]["values"][column] = text
        return table
