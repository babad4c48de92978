"""What an import refuses: each wrong row with its line and its reason."""

import pytest

from cms.directory.models import Body
from home.importing.manifest import ManifestError
from home.models import StatementPage
from home.services.import_statements import ImportRefused, import_statements
from tests.home.import_statements.tools import ENGLISH, FRENCH, english, french, reasons

pytestmark = pytest.mark.django_db
BAD = [
    (english(language="de"), "not a language"),
    (english(file="missing.txt"), "no such file"),
    (english(file="../outside.txt"), "outside the folder"),
    (english(file="/etc/passwd"), "outside the folder"),
    (english(date="yesterday"), "not a date"),
    (english(date="2024-02-30"), "not a date"),
    (english(date=""), "date is empty"),
    (english(kind="poem"), "kind: “poem”"),
    (english(topics="peace;nonsense"), "topics: “nonsense”"),
    (english(places="ZZ"), "places: “ZZ”"),
    (english(adopted_by="Nobody"), "adopted_by: “Nobody”"),
    (english(signatories="Nobody"), "signatories: “Nobody”"),
    (english(translation_of="nothing.txt"), "no row for “nothing.txt”"),
    (english(translation_of="peace.en.txt"), "leads back"),
    (english(file="image.txt"), "image"),
    (english(title="x" * 300), "longer than 255"),
]


@pytest.mark.parametrize(("row", "reason"), BAD)
def test_a_wrong_row_is_named_with_its_line_and_its_reason(site, table, folder, row, reason):
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (folder.parent / "outside.txt").write_text(ENGLISH)
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(french(translation_of=""), row))
    assert [line for line, _reason in reasons(error)] == [3]
    assert reason in reasons(error)[0][1]
    assert not StatementPage.objects.exists()


def test_a_link_that_leaves_the_folder_is_refused(site, table, folder):
    (folder / "link.txt").symlink_to("/etc/hostname")
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(english(file="link.txt")))
    assert "outside" in reasons(error)[0][1]


def test_everything_wrong_is_said_at_once(site, table):
    rows = (
        english(language="de", kind="poem"),
        french(),
        english(file="gone.txt", date="never"),
        english(file="peace.fr.txt"),
    )
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(*rows))
    lines = [line for line, _reason in reasons(error)]
    assert set(lines) == {2, 3, 4, 5}
    assert lines.count(2) == 2
    assert lines.count(4) == 2


def test_translations_that_go_in_a_circle_or_share_a_language(site, table):
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(english(translation_of="peace.fr.txt"), french()))
    assert {line for line, _reason in reasons(error)} == {2, 3}
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(english(), french(language="en")))
    assert "same language" in reasons(error)[0][1]


def test_two_translations_into_one_language(site, table, folder):
    (folder / "again.txt").write_text(FRENCH)
    with pytest.raises(ImportRefused) as error:
        import_statements(manifest=table(english(), french(), french(file="again.txt")))
    assert "already" in reasons(error)[0][1]
    assert not StatementPage.objects.exists()


def test_good_rows_are_kept_on_request(site, table):
    rows = english(), french(date="never"), english(file="gone.txt")
    report = import_statements(manifest=table(*rows), keep_going=True)
    assert [problem.line for problem in report.problems] == [3, 4]
    assert [page.source_file for page in StatementPage.objects.all()] == ["peace.en.txt"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("file,language,kind,title,date,colour\n", "colour"),
        ("file,language,kind\n", "Missing columns"),
        ("file,file,language,kind,title,date\n", "twice"),
    ],
)
def test_a_table_that_is_none(folder, content, reason):
    (folder / "manifest.csv").write_text(content or "\n")
    with pytest.raises(ManifestError, match=reason):
        import_statements(manifest=folder / "manifest.csv")


def test_a_row_with_more_cells_than_columns(site, folder):
    (folder / "manifest.csv").write_text(
        "file,language,kind,title,date\npeace.en.txt,en,statement,On peace,2024-03-08,more\n"
    )
    with pytest.raises(ImportRefused, match="Cells on this line: 6; in the header: 5"):
        import_statements(manifest=folder / "manifest.csv")


def test_a_run_that_fails_on_a_new_site_leaves_no_vocabulary_behind(folder, table):
    (folder / "peace.txt").write_text("We stand with those who keep the peace in the valley.\n" * 5)
    with pytest.raises(ImportRefused):
        import_statements(manifest=table(english(file="peace.txt", topics="nonsense")))
    assert not Body.objects.exists()
