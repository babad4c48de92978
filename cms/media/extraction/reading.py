"""Running the readers one after the other in child processes, and judging what they return."""

import json
import logging
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile

from .errors import (
    Encrypted,
    ExtractionError,
    NotAPDF,
    OutOfMemory,
    TooLarge,
    TooSlow,
    Unreadable,
)
from .limited import start

logger = logging.getLogger(__name__)

READERS = ("pypdfium2", "pypdf")
# Of these it knows where the letters stand.
_LAYING_OUT = {"pypdfium2"}

_CHILD = Path(__file__).with_name("child.py")

# A PDF's header may come after some other bytes.
_HEADER_WITHIN = 1024

# Of two readers' errors the earlier in this list says more.
_TELLING = (Encrypted, TooSlow, OutOfMemory, Unreadable)

# pdfium's signs for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\uffff]")
_LINE_END = re.compile("\r\n?|\x0c")


@dataclass(frozen=True)
class Limits:
    """What one reading may use at most; the second reader may use as much again.

    ``seconds`` of the clock and ``cpu_seconds`` of the processor; ``memory`` and ``size`` (of the
    file) in bytes; ``pages`` to read and ``characters`` to return, beyond which text is cut.
    """

    seconds: float = 30
    cpu_seconds: int = 30
    memory: int = 768 * 1024**2
    size: int = 200 * 1024**2
    pages: int = 2000
    characters: int = 5_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Extraction:
    """A PDF's text: pages separated by form feeds, safe to store in PostgreSQL.

    ``pages`` are in the file, ``read_pages`` in the text; ``truncated`` says that a limit cut it.
    """

    text: str
    pages: int
    read_pages: int
    reader: str
    truncated: bool
    # Those that the reader has seen and that do not come again on other pages.
    pictures: int = 0

    @property
    def laid_out(self) -> bool:
        """Whether empty lines part paragraphs, and tabs cells, by where they stand on the page."""
        return self.reader in _LAYING_OUT


def extract(
    source: Path | bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    readers: Sequence[str] = READERS,
) -> Extraction:
    """Return the text of a PDF, empty when it has none (a scan).

    ``readers`` are tried in turn until one finds text. Raises a subclass of ``ExtractionError``
    when none can read the file, and OSError when the path cannot be opened.
    """
    with _opened(source) as file:
        if os.fstat(file.fileno()).st_size > limits.size:
            raise TooLarge
        if b"%PDF-" not in file.read(_HEADER_WITHIN):
            raise NotAPDF
        empty: Extraction | None = None
        errors: list[ExtractionError] = []
        for reader in readers:
            try:
                found = _read(file, reader, limits)
            except ExtractionError as error:
                logger.info("%s failed: %s %s", reader, error.code, error.detail)
                errors.append(error)
            else:
                if found.text.strip():
                    return found
                empty = empty or found
    if empty is not None:
        return empty
    raise min(errors, key=lambda error: _TELLING.index(type(error)))


def _opened(source: Path | bytes) -> FileIO:
    """Return the source as a file without a buffer: the children move its position."""
    if not isinstance(source, bytes):
        return Path(source).open("rb", buffering=0)
    file = TemporaryFile(buffering=0)  # noqa: SIM115 (the caller closes it)
    rest = memoryview(source)
    while rest:
        rest = rest[file.write(rest) :]
    file.seek(0)
    return file


def _read(file: FileIO, reader: str, limits: Limits) -> Extraction:
    """Run one reader over the file; raise the error that its end stands for."""
    with TemporaryFile() as output:
        words = [str(_CHILD), reader, json.dumps(asdict(limits))]
        start(words, stdin=file, stdout=output, seconds=limits.seconds)
        try:
            answer = json.load(output)
        except ValueError as error:
            raise Unreadable(str(error)) from error
    if answer.get("error") == "encrypted":
        raise Encrypted
    if "error" in answer:
        raise Unreadable(answer["detail"])
    return Extraction(
        text="\f".join(map(_clean, answer["texts"])),
        pages=answer["pages"],
        read_pages=len(answer["texts"]),
        reader=reader,
        truncated=answer["truncated"],
        pictures=answer.get("pictures", 0),
    )


def _clean(text: str) -> str:
    """Return a page's text with plain line ends and without what PostgreSQL cannot store."""
    return _UNSTORABLE.sub("", _LINE_END.sub("\n", text).translate(_HYPHENS)).rstrip("\n")
