"""What can be wrong with a file, said in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class CellError:
    """One thing that is wrong: on a line (None: the whole file), in a column (empty: the line)."""

    line: int | None
    column: str
    message: str

    def __str__(self):
        if self.line is None:
            return self.message
        if not self.column:
            return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}
        return _("Line %(line)s, column “%(column)s”: %(message)s") % {
            "line": self.line,
            "column": self.column,
            "message": self.message,
        }


class TableError(Exception):
    """A file that cannot be taken in; `errors` says why, each with its line and column."""

    def __init__(self, errors: list[CellError]):
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))

    @classmethod
    def whole(cls, message: str) -> "TableError":
        """Return an error about the file as a whole."""
        return cls([CellError(None, "", message)])
