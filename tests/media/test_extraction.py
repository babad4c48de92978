"""The text of PDFs: what is read, and what is done to the files that must not be read."""

import contextlib
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pypdf
import pytest
from django.utils import translation
from PIL import Image

from cms.media import extraction
from cms.media.extraction import Extraction, Limits, child, extract, reading

LINES = "L’élection à Orléans – « œuvre », 5 €\nñandú ¿Sí? (oui)"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FONTS = b"/Font << /F1 3 0 R >>"


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects; the first is its catalogue."""
    output = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    output += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(output)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def text_pdf(*pages: str) -> bytes:
    """Return a PDF with a page of lines in Helvetica for each text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT]
    kids = []
    for page in pages:
        content = b"BT /F1 12 Tf 14 TL 72 770 Td "
        for line in page.split("\n"):
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            content += b"(%s) Tj T* " % escaped.encode("cp1252")
        objects.append(stream(content + b"ET"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << %s >> /Contents %d 0 R >>" % (FONTS, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(objects)


def page_pdf(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Return a PDF of one page with this content stream; ``more`` objects count from 6."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << %s %s >> /Contents 4 0 R >>" % (FONTS, resources)
    )
    pages = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, FONT, content, page, *more])


def bomb() -> bytes:
    """Return five kilobytes that unpack to two gigabytes."""
    head, blanks = b"BT /F1 12 Tf (x) Tj ET\n", b" " * 2**20
    packer = zlib.compressobj(9)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same bytes are packed in the same way: one megabyte says it for all.
    packed += (packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)) * 2000
    checksum = zlib.adler32(head)
    for _ in range(2000):
        checksum = zlib.adler32(blanks, checksum)
    packed += packer.flush()[:-4] + checksum.to_bytes(4)
    return page_pdf(stream(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def labyrinth() -> bytes:
    """Return a page of forms that draw forms: ten million times a letter."""
    last = b"BT /F1 12 Tf 72 700 Td (x) Tj ET"
    forms = []
    for level in range(8):
        body = last if level == 7 else b"/X Do " * 10
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << %s /XObject << /X %d 0 R >> >>" % (FONTS, 7 + level)
        )
        forms.append(stream(body, entries))
    return page_pdf(stream(b"/X Do"), *forms, resources=b"/XObject << /X 6 0 R >>")


def tangle() -> bytes:
    """Return a page with one word and half a million drawing operators."""
    operators = b"0 0 m 1 1 l S q Q 1 0 0 1 0 0 cm " * 100_000
    content = zlib.compress(b"BT /F1 12 Tf 72 700 Td (word) Tj ET " + operators)
    return page_pdf(stream(content, b"/Filter /FlateDecode"))


def encrypted(password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(text_pdf(LINES)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize("reader", extraction.READERS)
def test_reads_the_text_page_by_page(reader):
    found = extract(text_pdf(LINES, "Second page"), readers=[reader])
    assert found == Extraction(
        text=f"{LINES}\fSecond page", pages=2, read_pages=2, reader=reader, truncated=False
    )


def test_reads_a_path(tmp_path):
    path = tmp_path / "été.pdf"
    path.write_bytes(text_pdf("Bonjour"))
    assert extract(path).text == "Bonjour"


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        extract(tmp_path / "absent.pdf")


def test_a_scan_has_no_text():
    output = io.BytesIO()
    Image.new("RGB", (50, 50)).save(output, "PDF")
    assert extract(output.getvalue()) == Extraction("", 1, 1, "pypdfium2", False, pictures=1)


@pytest.mark.parametrize("content", [b"", b"Just a text, named .pdf", b"PK\x03\x04" + b"\0" * 2000])
def test_what_is_no_pdf(tmp_path, content):
    path = tmp_path / "document.pdf"
    path.write_bytes(content)
    with pytest.raises(extraction.NotAPDF):
        extract(path)


@pytest.mark.parametrize("kept", [9, 300, 650])
def test_a_pdf_cut_off(kept):
    with pytest.raises(extraction.Unreadable):
        extract(text_pdf(LINES, "Second page")[:kept])


def test_a_pdf_without_its_table_of_objects_is_still_read():
    whole = text_pdf(LINES)
    start = whole.index(b"xref\n0")
    assert extract(whole[:start] + whole[whole.index(b"trailer") :]).text == LINES


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted(algorithm):
    with pytest.raises(extraction.Encrypted):
        extract(encrypted("secret", algorithm))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_against_changes_only_is_read(algorithm):
    assert extract(encrypted("", algorithm)).text == LINES


def test_a_bomb_is_stopped_by_the_memory_limit():
    content = bomb()
    assert len(content) < 10_000
    with pytest.raises(extraction.OutOfMemory):
        extract(content, limits=Limits(memory=300 * 2**20))


def test_the_second_reader_reads_what_crashes_the_first():
    with pytest.raises(extraction.Unreadable, match=r"damaged"):
        extract(labyrinth(), limits=Limits(memory=300 * 2**20), readers=["pypdfium2"])
    found = extract(labyrinth(), limits=Limits(memory=300 * 2**20))
    assert found.reader == "pypdf"
    assert found.text.startswith("x")


def test_a_reader_that_hangs_is_stopped_and_the_next_one_reads():
    content = tangle()
    limits = Limits(seconds=2)
    with pytest.raises(extraction.TooSlow):
        extract(content, limits=limits, readers=["pypdf"])
    found = extract(content, limits=limits, readers=["pypdf", "pypdfium2"])
    assert (found.text, found.reader) == ("word", "pypdfium2")


def test_too_slow_for_both():
    with pytest.raises(extraction.TooSlow):
        extract(text_pdf("word"), limits=Limits(seconds=0.001))


def test_the_processor_time_is_bounded_too():
    with pytest.raises(extraction.TooSlow):
        extract(tangle(), limits=Limits(cpu_seconds=1), readers=["pypdf"])


def test_too_large():
    with pytest.raises(extraction.TooLarge):
        extract(text_pdf("word"), limits=Limits(size=100))


@pytest.mark.parametrize("reader", extraction.READERS)
def test_pages_and_characters_are_bounded(reader):
    content = text_pdf(*["word " * 10] * 5)
    found = extract(content, limits=Limits(pages=2), readers=[reader])
    assert (found.pages, found.read_pages, found.truncated) == (5, 2, True)
    found = extract(content, limits=Limits(characters=60), readers=[reader])
    assert (found.read_pages, found.truncated) == (2, True)
    assert len(found.text) <= 61
    assert not extract(content, limits=Limits(pages=5), readers=[reader]).truncated


def test_the_text_can_be_stored():
    cleaned = reading._clean("a\x00b\ud800c\r\nd\x0ce\x02\nf\ufffe\ng\uffff\th\x1b\n")
    assert cleaned == "abc\nd\ne-\nf-\ng\th"
    cleaned.encode()


@pytest.mark.parametrize("place", range(20, 900, 110))
def test_damage_anywhere_ends_in_text_or_in_one_of_our_errors(place):
    content = text_pdf(LINES, "Second page")
    damaged = content[:place] + b"\x00" * 40 + content[place + 40 :]
    text = ""
    with contextlib.suppress(extraction.ExtractionError):
        text = extract(damaged).text
    assert "\x00" not in text


def test_the_child_imports_nothing_of_django():
    code = (
        "import sys, runpy; runpy.run_path(sys.argv[1]);"
        "import pypdfium2, pypdf;"
        "print([name for name in sys.modules if name.split('.')[0] in {'django', 'cms'}])"
    )
    path = Path(child.__file__)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_secrets_of_the_server_stay_out_of_the_child(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "secret")
    script = tmp_path / "child.py"
    script.write_text(
        "import json, os, sys\n"
        "json.dump({'pages': 1, 'texts': [' '.join(os.environ)], 'truncated': False}, sys.stdout)"
    )
    monkeypatch.setattr(reading, "_CHILD", script)
    text = extract(text_pdf("word")).text
    assert "PATH" in text
    assert "SECRET_KEY" not in text


def test_every_error_has_words_and_a_code_of_its_own():
    errors = extraction.ExtractionError.__subclasses__()
    assert len({error.code for error in errors}) == len(errors) == 6
    with translation.override("en"):
        assert str(extraction.NotAPDF("detail")) == "This file is not a PDF."
    assert extraction.NotAPDF("detail").detail == "detail"
