"""The part of a file that a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.IGNORECASE | re.ASCII)
# More digits are no size of any file, and are slow to read.
_DIGITS = 18


@dataclass(frozen=True)
class Part:
    """Bytes from `start` up to and without `stop`."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.stop - self.start


class Unsatisfiable(Exception):
    """The file has none of the bytes asked for."""


def wanted(header: str, size: int) -> Part | None:
    """Return the part that a Range header asks for; None for the whole file.

    A header that cannot be understood, and one that asks for several parts, is passed over, as
    the standard allows. Raises Unsatisfiable where no byte asked for exists.
    """
    match = _RANGE.fullmatch(header.strip())
    if not match or max(map(len, match.groups())) > _DIGITS:
        return None
    first, last = match.groups()
    if first:
        start, stop = int(first), int(last) + 1 if last else size
        if last and stop <= start:
            return None
    elif last:
        start, stop = max(size - int(last), 0), size
        if not int(last):
            raise Unsatisfiable
    else:
        return None
    if start >= size:
        raise Unsatisfiable
    return Part(start, min(stop, size))


def holds(if_range: str, etag: str) -> bool:
    """Return whether If-Range, empty or not, lets a part be sent: it names this very file.

    Dates never match, for files are sent without one; nor do weak tags.
    """
    return not if_range or if_range.strip() == etag
