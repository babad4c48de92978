"""What came of counting records again, as a table in words."""

from collections.abc import Callable, Iterable

from .reading import Export, Unreadable, read
from .verifying import Finding, Line, plain, verify, verify_chain
from .words import gettext


def report(paths: Iterable[str], say: Callable[[str], object]) -> bool:
    """Count the records in the files again and `say` what came of it, line by line.

    Return whether everything was right. No file makes it raise.
    """
    exports: list[Export] = []
    right = True
    for path in paths:
        try:
            export = read(path)
        except Unreadable as error:
            say(f"{plain(path)}: {plain(error)}")
            right = False
            continue
        exports.append(export)
        finding = verify(export)
        right = right and finding.is_right
        for line in _told(finding):
            say(line)
    errors = verify_chain(exports)
    for error in errors:
        say(error)
    right = right and not errors
    say(
        gettext("Everything is as the records say.")
        if right
        else gettext("Something is not as it should be.")
    )
    return right


def _told(finding: Finding) -> list[str]:
    rows = [Line(gettext("What"), gettext("Record"), gettext("Counted again"), True)]
    rows += finding.lines
    widths = [max(len(text) for text in column) for column in zip(*map(_cells, rows), strict=True)]
    told = ["", finding.title]
    for row in rows:
        cells = (text.ljust(width) for text, width in zip(_cells(row), widths, strict=True))
        mark = "" if row.is_right else gettext("DIFFERENT")
        told.append(f"  {'  '.join(cells)}  {mark}".rstrip())
    return [*told, *(f"  {plain(error)}" for error in finding.errors), ""]


def _cells(line: Line) -> tuple[str, str, str]:
    return line.what, line.said, line.found
