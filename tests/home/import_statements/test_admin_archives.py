"""Several documents are sent in one archive, or with the table that says what they are."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.media.files import archives
from home.models import ImportFile, StatementPage
from home.services import upload_folders
from tests.home.editing import colleague, signed_in
from tests.home.import_statements.test_admin import make, private_files, send, text, typed, words
from tests.home.import_statements.tools import ENGLISH, FRENCH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "kept_apart")]

HEAD = "file,language,kind,title,date,topics,translation_of\n"
TABLE = (
    HEAD + "en/peace.txt,en,resolution,On peace,2019-03-08,peace,\n"
    "fr/été.txt,fr,resolution,Sur la paix,8 mars 2019,peace,en/peace.txt\n"
)
PEACE, SUMMER = f"Peace\n\n{ENGLISH}\n".encode(), f"La paix\n\n{FRENCH}\n".encode()
kept_apart = private_files


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("editors"))


def packed(files: dict, name="texts.zip"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return SimpleUploadedFile(name, out.getvalue())


def test_an_archive_with_a_table_becomes_drafts_that_are_linked(client):
    files = {
        "texts/table.csv": TABLE,
        "texts/en/peace.txt": PEACE,
        "texts/fr/été.txt": SUMMER,
        "__MACOSX/texts/._table.csv": b"\0",
        "texts/.DS_Store": b"\0",
    }
    answer = send(client, packed(files))
    assert answer.status_code == 302
    english, french = ImportFile.objects.all()
    assert english.cells["title"] == "On peace"
    assert (french.cells["date"], french.cells["kind"]) == ("2019-03-08", "resolution")
    assert "topics: peace" in " ".join(french.notes)
    rows = (typed(row, title=f"{row.cells['title']}!") for row in (english, french))
    assert make(client, *rows).status_code == 302
    pages = StatementPage.objects.filter(draft_title__endswith="!")
    assert {page.topics.get().code for page in pages} == {"peace"}
    assert len({page.translation_key for page in pages}) == 1
    assert pages.count() == 2


def test_a_table_may_be_sent_beside_its_files(client):
    table = HEAD + "peace.en.txt,en,report,Told by the table,2018-01-02,,\nlost.txt,en,report,,,,\n"
    answer = send(client, text(), SimpleUploadedFile("table.csv", table.encode()))
    assert "lost.txt" in words(answer)
    [waiting] = ImportFile.objects.all()
    assert waiting.cells["title"] == "Told by the table"
    assert waiting.cells["kind"] == "report"


def test_names_of_older_programs_are_told_by_their_words(client):
    name = "déclaration été.txt"
    for number, encoding in enumerate(("cp1252", "utf-8", "cp850")):
        # As programs write it that do not say in which letters.
        raw = name.encode(encoding)
        plain = "x" * len(raw)
        data = packed({plain: SUMMER + b"%d" % number}).read().replace(plain.encode(), raw)
        send(client, SimpleUploadedFile("a.zip", data))
    assert [row.name for row in ImportFile.objects.all()] == [name] * 3


def test_what_is_no_good_archive_is_refused_and_says_why(client, monkeypatch):
    locked = packed({"a.txt": PEACE}).read()
    locked = locked.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0")
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")
    monkeypatch.setattr(archives, "HARMLESS", 2**20)
    cases = {
        "far more than its size": packed({"a.txt": b"a" * 2**22}),
        "damaged": SimpleUploadedFile("a.zip", packed({"a.txt": PEACE}).read()[:60]),
        "password": SimpleUploadedFile("a.zip", locked),
        "outside": packed({"../../a.txt": PEACE}),
        "more than 50": packed({f"{n}.txt": b"a" for n in range(60)}),
        "more than one table": packed({"a.csv": TABLE, "b.csv": TABLE}),
        "Unknown columns": packed({"a.csv": HEAD.replace("topics", "tropics") + "a,en,,,,,\n"}),
    }
    for reason, file in cases.items():
        answer = send(client, file)
        assert answer.status_code == 200, reason
        assert reason in words(answer), reason
    monkeypatch.setattr(upload_folders, "MOST_BYTES", 50)
    assert "too large" in words(send(client, packed({"a.txt": PEACE})))
    assert not ImportFile.objects.exists()
