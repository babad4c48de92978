"""Read a PDF's text: the program that the parent process runs with limits on what it may use.

It is run by its path and imports nothing of the project but the layout beside it, so that it
starts fast and a reader that goes wrong takes down nothing but itself. Arguments: the reader's
name and the limits as JSON. The PDF is standard input, which must be a file; the answer is JSON
on standard output.
"""

import ctypes
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# Exit status after running out of memory, when even an answer may be too much.
OUT_OF_MEMORY = 71
# Points, half an inch, that a picture measures at least both ways: smaller ones are signs.
_PICTURE = 36
# Share of the time allowed after which pages are read as the file draws them.
_LAYOUT_SHARE = 0.4


def restrict(limits: dict) -> None:
    """Bound this process's memory, processor time and output where the system can."""
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    # Every character may take twelve bytes of JSON.
    output = limits["characters"] * 12 + 1_000_000
    for name, soft, hard in (
        ("RLIMIT_AS", limits["memory"], limits["memory"]),
        ("RLIMIT_CPU", limits["cpu_seconds"], limits["cpu_seconds"] + 1),
        ("RLIMIT_FSIZE", output, output),
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_NOFILE", 64, 64),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (soft, hard))
        except (AttributeError, OSError, ValueError):
            # The system has no such limit or an even lower one.
            continue


def read_with_pypdfium2(limits: dict, pictures: list) -> tuple[int, Iterator[str]]:
    """Return the number of pages and an iterator over their texts, laid out as they are read.

    Where each picture stands goes into `pictures`, page by page.
    """
    import pypdfium2

    # Named by its folder: the project that it stands in is not loaded here.
    sys.path.append(str(Path(__file__).parent))
    from layout import page_text

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer)
    except pypdfium2.PdfiumError as error:
        # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
        if getattr(error, "err_code", None) in {4, 5}:
            raise PermissionError from error
        raise

    def texts() -> Iterator[str]:
        started = time.monotonic()
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            laid_out = None
            if time.monotonic() - started < _LAYOUT_SHARE * limits["seconds"]:
                laid_out = page_text(letters_of(text_page), page.get_height())
                pictures.extend(pictures_of(page))
            yield text_page.get_text_range() if laid_out is None else laid_out
            text_page.close()
            page.close()

    return len(document), texts()


def pictures_of(page) -> Iterator[tuple]:
    """Yield where each picture of a page of pypdfium2 stands: left, bottom, right and top."""
    from pypdfium2 import raw

    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = map(round, one.get_bounds())
        if right - left >= _PICTURE <= top - bottom:
            yield left, bottom, right, top


def letters_of(text_page) -> list:
    """Return the signs of a page of pypdfium2 with where each stands."""
    from layout import Letter
    from pypdfium2 import raw

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    across, baseline = ctypes.c_double(), ctypes.c_double()
    handle = text_page.raw
    unicode, char_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    origin = raw.FPDFText_GetCharOrigin
    found = []
    # Within a word on one line the letters are of one size: asking for each costs a third more.
    line, size = None, 0.0
    for index in range(text_page.count_chars()):
        sign = chr(unicode(handle, index))
        if sign.isspace():
            found.append(Letter(sign, 0, 0, 0, 0))
            line = None
            continue
        if sign == "\0":
            continue
        char_box(handle, index, box)
        origin(handle, index, across, baseline)
        if baseline.value != line:
            line = baseline.value
            raw.FPDFText_GetMatrix(handle, index, matrix)
            size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        found.append(Letter(sign, box.left, box.right, line, size))
    return found


def read_with_pypdf(limits: dict, pictures: list) -> tuple[int, Iterator[str]]:
    """Return the number of pages and an iterator over their texts."""
    import pypdf

    reader = pypdf.PdfReader(sys.stdin.buffer, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    return len(reader.pages), (page.extract_text() for page in reader.pages)


READERS = {"pypdfium2": read_with_pypdfium2, "pypdf": read_with_pypdf}


def read(reader: str, limits: dict) -> dict:
    """Return the answer: the texts of the pages read, or the name of an error."""
    texts: list[str] = []
    pictures: list[tuple] = []
    room = limits["characters"]
    try:
        count, pages = READERS[reader](limits, pictures)
        for text in pages:
            texts.append(text[:room])
            if len(text) > room:
                room = -1
                break
            room -= len(text)
            if len(texts) == limits["pages"]:
                break
    except (PermissionError, MemoryError):
        raise
    except Exception as error:
        if "LimitReached" in type(error).__name__:
            raise MemoryError from error
        return {"error": "unreadable", "detail": f"{type(error).__name__}: {error}"[:500]}
    return {
        "pages": count,
        "texts": texts,
        "truncated": room < 0 or len(texts) < count,
        # What stands in the same place of several pages belongs to their paper.
        "pictures": sum(times == 1 for times in Counter(pictures).values()),
    }


def main() -> int:
    """Read standard input and write the answer; return the exit status."""
    reader, limits = sys.argv[1], json.loads(sys.argv[2])
    restrict(limits)
    try:
        json.dump(read(reader, limits), sys.stdout)
        sys.stdout.flush()
    except PermissionError:
        json.dump({"error": "encrypted"}, sys.stdout)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
