"""Keeps what was read of many documents on disk until it is written: memory stays flat."""

import pickle
import tempfile

from home.importing import Document


class Spool:
    """Documents of one run, in a file of its own that goes with it."""

    def __init__(self):
        # Closed by `close`, which a run calls whatever became of it.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def put(self, document: Document) -> int:
        """Keep a document and return where `get` finds it again."""
        place = self._file.seek(0, 2)
        pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)
        return place

    def get(self, place: int) -> Document:
        """Return the document that `put` kept at `place`."""
        self._file.seek(place)
        # Nobody else writes this file: it has no name.
        return pickle.load(self._file)  # noqa: S301

    def close(self) -> None:
        """Forget everything."""
        self._file.close()
