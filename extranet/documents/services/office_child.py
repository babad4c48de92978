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
RUNS = {"t", "delText"}
BLANKS = {"tab": "\t", "br": "\n", "s": " ", "line-break": "\n"}


def texts(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is written in the archive's parts, piece by piece."""
    names = [name for name in archive.namelist() if PARTS.fullmatch(name)]
    for name in sorted(names, key=lambda name: (len(name), name)):
        is_open = name == "content.xml"
        with archive.open(name) as part:
            depth = 0
            for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
                local = element.tag.rpartition("}")[2]
                if event == "start":
                    depth += local in LINES
                    continue
                if local in LINES:
                    depth -= 1
                    if is_open and not depth:
                        yield "".join(element.itertext())
                    yield "\n" if not depth else ""
                elif local in RUNS and not is_open:
                    yield element.text or ""
                elif local in BLANKS and not is_open:
                    yield BLANKS[local]
                if not depth:
                    element.clear()


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
