"""Items of an export on disk, read one by one in whatever order they are needed."""

import json
import tempfile


class Spool:
    """A file that goes with the process; every item is known by where it begins."""

    def __init__(self):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`

    def add(self, item: dict) -> int:
        """Keep an item and return where it begins."""
        place = self._file.seek(0, 2)
        self._file.write(json.dumps(item).encode() + b"\n")
        return place

    def read(self, place: int) -> dict:
        """Return the item that begins at `place`."""
        self._file.seek(place)
        return json.loads(self._file.readline())

    def close(self) -> None:
        """Delete the file."""
        self._file.close()
