"""Read the text of an office file: the program that is run with limits on what it may use.

It imports nothing of the project. The file is standard input; the text goes to standard output.
The argument says as JSON how many `characters` at most, and the path of the `word` module that
knows what Word's styles hide.
"""

import json
import re
import runpy
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

# The parts that hold what is written, in the order in which it is read.
PARTS = re.compile(
    r"word/(?:document\d*|footnotes|endnotes)\.xml|ppt/slides/slide\d+\.xml"
    r"|ppt/notesSlides/notesSlide\d+\.xml|xl/sharedStrings\.xml|content\.xml"
)
STYLES = re.compile(r"word/styles\d*\.xml")
# Elements that end a line: paragraphs, headings, cells of text.
LINES = {"p", "h", "si"}
# In Office's files only these hold text; in OpenDocument's everything in a line does.
RUNS = {"t"}
# What no reader of the document sees: deleted or moved away with changes tracked, the older way
# to write what stands beside it, and notes on the text that are not of it.
UNSEEN = {"del", "moveFrom", "Fallback", "annotation", "tracked-changes", "deletion"}
BLANKS = {"tab": "\t", "br": "\n", "s": " ", "line-break": "\n"}


def texts(archive: zipfile.ZipFile, word: dict) -> Iterator[str]:
    """Yield what is written in the archive's parts, piece by piece."""
    names = [name for name in archive.namelist() if PARTS.fullmatch(name)]
    styles = styles_of(archive, word)
    for name in sorted(names, key=lambda name: (len(name), name)):
        is_open = name == "content.xml"
        with archive.open(name) as part:
            yield from texts_of_part(part, is_open, Hiding(styles, word))


def styles_of(archive: zipfile.ZipFile, word: dict):
    """Return the styles of a Word document; those of other files hide nothing."""
    for name in archive.namelist():
        if STYLES.fullmatch(name):
            with archive.open(name) as part:
                root = ElementTree.parse(part).getroot()  # noqa: S314 (the process is bounded)
            return word["Styles"](word["everyday"](root))
    return word["Styles"](None)


class Hiding:
    """Follows the paragraphs and runs of a part, one within the other."""

    def __init__(self, styles, word: dict):
        self.styles = styles
        self.word = word
        self.path: list[str] = []
        self.paragraphs: list[str] = []
        # Whether the runs that are open are hidden, each.
        self.runs: list[bool] = []

    @property
    def hides(self) -> bool:
        """Whether what is written here is not seen."""
        return any(self.runs)

    def begin(self, local: str) -> None:
        """Take note of an element that begins."""
        self.path.append(local)
        if local == "p":
            self.paragraphs.append(self.styles.default)
        elif local == "r":
            self.runs.append(self.styles.hide(None, self._paragraph))

    def end(self, element, local: str) -> None:
        """Take note of an element that ends."""
        self.path.pop()
        parent = self.path[-1] if self.path else ""
        if local == "p":
            self.paragraphs.pop()
        elif local == "r":
            self.runs.pop()
        elif local == "pPr" and parent == "p":
            said = self.word["value"](self.word["everyday"](element), "pStyle")
            self.paragraphs[-1] = said or self.styles.default
        elif local == "rPr" and parent == "r":
            properties = self.word["everyday"](element)
            self.runs[-1] = self.styles.hide(properties, self._paragraph)

    @property
    def _paragraph(self) -> str:
        return self.paragraphs[-1] if self.paragraphs else ""


def texts_of_part(part, is_open: bool, hiding: Hiding) -> Iterator[str]:
    """Yield what readers see of one part, a line end after each paragraph."""
    depth = unseen = 0
    for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
        local = element.tag.rpartition("}")[2]
        if event == "start":
            depth += local in LINES
            unseen += local in UNSEEN
            hiding.begin(local)
            continue
        hiding.end(element, local)
        if local in UNSEEN:
            unseen -= 1
            _empty(element)
        elif local in LINES:
            depth -= 1
            if is_open and not depth and not unseen:
                yield "".join(element.itertext())
            yield "\n" if not depth and not unseen else ""
        elif not is_open and not unseen and not hiding.hides:
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


def main() -> None:
    """Write the text of standard input to standard output."""
    said = json.loads(sys.argv[1])
    room, word = said["characters"], runpy.run_path(said["word"])
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        for text in texts(archive, word):
            sys.stdout.write(text[:room])
            room -= len(text)
            if room <= 0:
                break
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    main()
