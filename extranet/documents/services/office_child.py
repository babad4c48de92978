"""Read the text of an office file: the program that is run with limits on what it may use.

It imports nothing of the project. The file is standard input; the text goes to standard output.
The argument says as JSON how many `characters` at most.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

# The parts that hold what is written, in the order in which it is read.
PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes)\.xml|ppt/slides/slide\d+\.xml"
    r"|ppt/notesSlides/notesSlide\d+\.xml|xl/sharedStrings\.xml|content\.xml"
)
# Elements that end a line: paragraphs, headings, cells of text.
LINES = {"p", "h", "si"}
# In Office's files only these hold text; in OpenDocument's everything in a line does.
RUNS = {"t"}
# What no reader of the document sees: deleted or moved away with changes tracked, the older way
# to write what stands beside it, and notes on the text that are not of it.
UNSEEN = {"del", "moveFrom", "Fallback", "annotation", "tracked-changes", "deletion"}
# What says of a run, or of a slide, that it is hidden.
HIDDEN = {"vanish"}
BLANKS = {"tab": "\t", "br": "\n", "s": " ", "line-break": "\n"}


def texts(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is written in the archive's parts, piece by piece."""
    names = [name for name in archive.namelist() if PARTS.fullmatch(name)]
    for name in sorted(names, key=lambda name: (len(name), name)):
        is_open = name == "content.xml"
        with archive.open(name) as part:
            yield from texts_of_part(part, is_open)


def texts_of_part(part, is_open: bool) -> Iterator[str]:
    """Yield what readers see of one part, a line end after each paragraph."""
    depth = unseen = 0
    hidden = False
    for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
        local = element.tag.rpartition("}")[2]
        if event == "start":
            depth += local in LINES
            unseen += local in UNSEEN
            hidden = hidden and local != "r"
            continue
        if local in UNSEEN:
            unseen -= 1
            _empty(element)
        elif local in HIDDEN:
            hidden = _is_on(element)
        elif local in LINES:
            depth -= 1
            if is_open and not depth and not unseen:
                yield "".join(element.itertext())
            yield "\n" if not depth and not unseen else ""
        elif local == "r":
            hidden = False
        elif not is_open and not unseen and not hidden:
            if local in RUNS:
                yield element.text or ""
            elif local in BLANKS:
                yield BLANKS[local]
        if not depth and not unseen:
            element.clear()


def _empty(element) -> None:
    """Take away what an element holds, not what follows it."""
    after = element.tail
    element.clear()
    element.tail = after


def _is_on(element) -> bool:
    said = next((value for key, value in element.items() if key.endswith("}val")), "1")
    return said not in {"0", "false", "off"}


def main() -> None:
    """Write the text of standard input to standard output."""
    room = json.loads(sys.argv[1])["characters"]
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        for text in texts(archive):
            sys.stdout.write(text[:room])
            room -= len(text)
            if room <= 0:
                break
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    main()
