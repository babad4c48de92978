"""Where the letters of a PDF's page stand, made into its lines in the order they are read.

Nothing here imports the project: the child process that reads a PDF loads it by its folder.
"""

from .columns import in_reading_order
from .fragments import Letter, fragments_of, is_level
from .paragraphs import written

__all__ = ["Letter", "page_text"]


def page_text(letters: list[Letter], height: float) -> str | None:
    """Return the text of a page, None where its letters do not stand in level lines.

    A line end inside a paragraph is a line end; paragraphs are parted by an empty line, the cells
    of a table by a tab. `letters` come as the file draws them, `height` is that of the page.
    """
    if not is_level(letters):
        return None
    found = fragments_of(letters)
    return "\n\n".join(written(region) for region in in_reading_order(found, height))
