"""The text of a version is read and its copies stamped in processes with limits."""

import datetime
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from cms.media.extraction import reading
from extranet.documents import services as documents
from extranet.documents.models import StampedCopy
from extranet.documents.services import copies, texts
from extranet.documents.tasks import read_version_text
from tests.extranet.documents.tools import PNG, WORD, docx, file, odt, pdf, zipped
from tests.factories.extranet import (
    DocumentFactory,
    FolderFactory,
    make_version,
)

ORIGINALS = Path(__file__).parents[2] / "home/importing/originals"
pytestmark = pytest.mark.django_db

OLD = "Règlement de l'été adopté à Genève"
OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850", "utf-16")
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Word;}{\info{\title Secret}}"
    rb"\pard L\'92\'e9t\'e9 \endash  \'e0 Gen\'e8ve\par"
    b"\r\n"
    rb"Un \u8211- {\b \'ab mot \'bb} \uc1\u-10179?\u-8704?{\pict 89504e47}}"
)


@pytest.mark.parametrize(
    ("content", "name", "kind", "text"),
    [
        (pdf("Budget", pages=2), "a.pdf", "application/pdf", "Budget"),
        (docx("Un rapport"), "a.docx", texts.kinds.DOCX.content_type, "Un rapport"),
        (odt("Un informe"), "a.odt", texts.kinds.ODT.content_type, "Un informe twice"),
        ("Règlement\0".encode(), "a.txt", "text/plain", "Règlement"),
        *((OLD.encode(code), "a.txt", texts.kinds.OCTETS, OLD) for code in OLD_ENCODINGS),
        (f"pays;note\nSN;{OLD}\n".encode("cp1252"), "a.csv", texts.kinds.OCTETS, OLD),
        (f"BEGIN:VEVENT\nSUMMARY:{OLD}\n".encode("cp1252"), "a.ics", texts.kinds.OCTETS, OLD),
        (RTF, "a.rtf", texts.kinds.OCTETS, "L’été – à Genève\nUn – « mot » 😀"),
    ],
)
def test_what_a_version_says_is_read(body, content, name, kind, text):
    document = DocumentFactory(body=body)
    version = make_version(document, content, name=name, content_type=kind)
    assert read_version_text.call(version.pk) == "done"
    version.refresh_from_db()
    assert text in version.text
    assert "\0" not in version.text


def word(body):
    names = f'xmlns:w="{WORD}" xmlns:mc="urn:mc"'
    return zipped(
        {"word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>"}
    )


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


SHOWN = '<w:vanish w:val="0"/>'
BOX = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body_of_file", "text"),
    [
        (
            f"<w:p>{run('We ask ')}<w:del><w:r><w:delText>little</w:delText></w:r></w:del>"
            f"<w:ins>{run('much')}</w:ins></w:p>",
            "We ask much\n",
        ),
        (
            f"<w:p><w:moveFrom>{run('moved')}</w:moveFrom>{run('Here: ')}</w:p>"
            f"<w:p><w:moveTo>{run('moved')}</w:moveTo></w:p>",
            "Here: \nmoved\n",
        ),
        (f"<w:p>{run('Seen')}{run('secret', '<w:vanish/>')}{run(' too')}</w:p>", "Seen too\n"),
        (
            f"<w:p>{run('Shown', SHOWN)}</w:p>",
            "Shown\n",
        ),
        (
            f"<w:p><w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
            f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "boxed\n",
        ),
    ],
)
def test_what_readers_of_word_do_not_see_is_not_found(body, body_of_file, text):
    document = DocumentFactory(body=body)
    kind = texts.kinds.DOCX.content_type
    version = make_version(document, word(body_of_file), name="a.docx", content_type=kind)
    assert read_version_text.call(version.pk) == "done"
    version.refresh_from_db()
    assert version.text == text


def test_what_a_style_hides_is_not_found(body):
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{rest}</w:style>'
        for kind, name, rest in (
            ("character", "Aside", "<w:rPr><w:vanish/></w:rPr>"),
            ("character", "Deeper", '<w:basedOn w:val="Aside"/>'),
            ("paragraph", "Notes", "<w:rPr><w:vanish/></w:rPr>"),
            ("paragraph", "MyNotes", '<w:basedOn w:val="Notes"/>'),
            ("paragraph", "Shown", f'<w:basedOn w:val="Notes"/><w:rPr>{SHOWN}</w:rPr>'),
        )
    )

    def styled(name, *runs):
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{"".join(runs)}</w:p>'

    aside = '<w:rStyle w:val="%s"/>'
    text = "".join(
        [
            f"<w:p>{run('One')}{run('A', aside % 'Aside')}</w:p>",
            f"<w:p>{run('Two')}{run('B', aside % 'Deeper')}</w:p>",
            styled("MyNotes", run("C"), run("Three", SHOWN), "<w:r><w:t>D</w:t></w:r>"),
            styled("Shown", run("Four")),
            f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{BOX}</w:r>{run('Five')}</w:p>",
        ]
    )
    document = DocumentFactory(body=body)
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    # Word online calls the main part so; strict names are those of "Strict Open XML".
    for part, names in (("document", WORD), ("document2", WORD), ("document", strict)):
        content = zipped(
            {
                f"word/{part}.xml": f'<w:document xmlns:w="{names}"><w:body>{text}</w:body>'
                "</w:document>",
                "word/styles.xml": f'<w:styles xmlns:w="{names}">{styles}</w:styles>',
            }
        )
        kind = texts.kinds.DOCX.content_type
        version = make_version(document, content, name="a.docx", content_type=kind)
        assert read_version_text.call(version.pk) == "done"
        version.refresh_from_db()
        assert version.text.split() == ["One", "Two", "Three", "Four", "Five"], (part, names)


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt"])
def test_files_that_libreoffice_wrote(body, name):
    kind = texts.kinds.ODT if name.endswith("odt") else texts.kinds.DOCX
    document = DocumentFactory(body=body)
    content = (ORIGINALS / name).read_bytes()
    version = make_version(document, content, name=name, content_type=kind.content_type)
    assert read_version_text.call(version.pk) == "done"
    version.refresh_from_db()
    assert "nations" in version.text
    assert version.text.count("Words in a box") == 1
    assert not any(words in version.text for words in ("rejected", "remark aside"))


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (PNG, "image/png", "none"),
        (b"%PDF-1.4 nothing", "application/pdf", "failed"),
        (b"PK\x03\x04nothing", texts.kinds.DOCX.content_type, "failed"),
    ],
)
def test_what_cannot_be_read_says_so_and_stays_readable(body, content, kind, status):
    document = DocumentFactory(body=body)
    version = make_version(document, content, content_type=kind)
    assert read_version_text.call(version.pk) == status
    version.refresh_from_db()
    assert bool(version.text_error) is (status == "failed")
    with version.file.open("rb") as kept:
        assert kept.read() == content


def test_a_pdf_that_hangs_the_reader_ends_within_its_limit(body, monkeypatch, tmp_path):
    hanging = tmp_path / "child.py"
    hanging.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "_CHILD", hanging)
    quick = reading.Limits(seconds=0.5)
    monkeypatch.setattr(texts, "extract", lambda path: reading.extract(path, limits=quick))
    version = DocumentFactory(body=body, content=pdf("hangs")).current
    began = timezone.now()
    assert read_version_text.call(version.pk) == "failed"
    assert timezone.now() - began < datetime.timedelta(seconds=20)
    version.refresh_from_db()
    assert "too long" in version.text_error


def test_a_pdf_that_hangs_the_stamp_is_refused(body, by, monkeypatch, tmp_path):
    hanging = tmp_path / "stamp.py"
    hanging.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(copies, "_CHILD", hanging)
    monkeypatch.setitem(copies._LIMITS, "seconds", 0.5)
    version = DocumentFactory(body=body, content=pdf("hangs")).current
    with pytest.raises(copies.CannotStamp):
        copies.copy_for(version=version, user=by)
    assert not StampedCopy.objects.exists()


def test_text_is_read_once_the_upload_is_there(body, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = documents.add_document(
            folder=FolderFactory(body=body), upload=file(), title="A", language="en", by=by
        )
    version = document.versions.get()
    assert (version.text_status, version.pages) == ("done", 1)


def test_the_readers_import_nothing_of_the_project():
    for program in (copies._CHILD, texts._OFFICE_CHILD):
        source = program.read_text()
        assert "extranet" not in source.split('"""')[2]
        assert "django" not in source.lower().split('"""')[2]
    assert sys.executable
