"""Importing statements: what is made, what is refused, and that a second run changes nothing."""

import csv
import io
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.core.models import SiteIdentity
from cms.directory.models import Body
from cms.media.models import SiteDocument
from cms.taxonomy.models import Place, Topic
from home.importing.manifest import ManifestError
from home.models import StatementPage
from home.services.import_statements import ImportRefused, import_statements
from tests.factories.pages import make_site

from .importing.sample_documents import make_pdf

CORPUS = Path(
    os.environ.get("CORPUS_DIR", Path(__file__).resolve().parents[3] / "shared" / "corpus")
)
COLUMNS = ["file", "language", "translation_of", "kind", "title", "date", "topics"]
ENGLISH = "We call for peace in every country of the world, and we call for it now and for good."
FRENCH = "Nous appelons à la paix dans tous les pays du monde, et nous le faisons maintenant."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def site():
    labels = {"en": "Conference", "fr": "Conférence", "es": "Conferencia"}
    Body.objects.create(code="conference", kind="conference", labels=labels)
    Topic.objects.create(code="peace", labels={"en": "Peace", "fr": "Paix", "es": "Paz"})
    Place.objects.create(code="CL", kind="country", labels={"en": "Chile", "fr": "Chili"})
    return make_site()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "peace.en.txt").write_text(f"On peace\n\n{ENGLISH}\n")
    (folder / "peace.fr.txt").write_text(f"Sur la paix\n\n{FRENCH}\n")
    return folder


@pytest.fixture
def table(folder):
    def write(*rows, columns=None, delimiter=",", encoding="utf-8"):
        names = columns or [*COLUMNS, *({k for row in rows for k in row} - set(COLUMNS))]
        out = io.StringIO()
        writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = folder / "manifest.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


def english(**cells):
    return {
        "file": "peace.en.txt",
        "language": "en",
        "kind": "statement",
        "title": "On peace",
        "date": "2024-03-08",
        **cells,
    }


def french(**cells):
    return {
        "file": "peace.fr.txt",
        "language": "fr",
        "translation_of": "peace.en.txt",
        "kind": "statement",
        "title": "Sur la paix",
        "date": "8 mars 2024",
        **cells,
    }


def actions(report):
    return [outcome.action for outcome in report.outcomes]


def reasons(error):
    return [(problem.line, problem.reason) for problem in error.value.report.problems]


def test_a_row_becomes_a_draft_with_everything_it_says(site, table):
    row = english(
        kind="news",
        date="8 March 2024",
        adopted_by="Conférence",
        topics="Paix",
        places="CL; chile",
        decision_reference="2024/1",
    )
    report = import_statements(manifest=table(row))
    page = StatementPage.objects.get()
    latest = page.get_latest_revision_as_object()
    assert actions(report) == ["created"]
    assert not page.live
    assert page.get_parent().specific.locale.language_code == "en"
    assert (page.slug, page.title, page.kind) == ("on-peace", "On peace", "press_release")
    assert (str(page.date), page.adopted_by.code) == ("2024-03-08", "conference")
    assert page.summary == ENGLISH
    assert page.decision_reference == "2024/1"
    assert [topic.code for topic in latest.topics.all()] == ["peace"]
    assert [place.code for place in latest.places.all()] == ["CL"]
    assert [block.block_type for block in page.body] == ["paragraph"]
    assert page.body[0].value.source == f"<p>{ENGLISH}</p>"
    assert page.authentic_language == "en"


def test_published_on_request_and_readable(site, table, client):
    import_statements(manifest=table(english()), publish=True)
    page = StatementPage.objects.get()
    assert page.live
    assert ENGLISH in client.get(page.url).content.decode()


def test_a_second_run_changes_nothing(site, table):
    path = table(english(), french())
    import_statements(manifest=path, publish=True)
    before = list(StatementPage.objects.values_list("latest_revision_id", "last_published_at"))
    report = import_statements(manifest=path, publish=True)
    assert actions(report) == ["unchanged", "unchanged"]
    after = list(StatementPage.objects.values_list("latest_revision_id", "last_published_at"))
    assert after == before


def test_a_changed_file_makes_a_revision_of_the_same_page(site, table, folder):
    path = table(english())
    import_statements(manifest=path, publish=True)
    page = StatementPage.objects.get()
    page.contact_name = "Press office"
    page.save_revision().publish()
    (folder / "peace.en.txt").write_text(f"{ENGLISH}\n\n{ENGLISH} Again.\n")
    assert actions(import_statements(manifest=path)) == ["changed"]
    page.refresh_from_db()
    assert len(page.body) == 1
    draft = page.get_latest_revision_as_object()
    assert len(draft.body) == 2
    assert draft.contact_name == "Press office"
    assert actions(import_statements(manifest=path, publish=True)) == ["published"]
    page.refresh_from_db()
    assert len(page.body) == 2
    assert page.contact_name == "Press office"


def test_a_draft_of_an_editor_is_not_published_by_a_later_run(site, table, django_user_model):
    path = table(english())
    import_statements(manifest=path, publish=True)
    page = StatementPage.objects.get()
    editor = django_user_model.objects.create(email="editor@example.org")
    page.title = "Unfinished"
    page.save_revision(user=editor)
    assert actions(import_statements(manifest=path, publish=True)) == ["unchanged"]
    page.refresh_from_db()
    assert page.title == "On peace"
    page.unpublish()
    assert actions(import_statements(manifest=path, publish=True)) == ["unchanged"]
    page.refresh_from_db()
    assert not page.live


def test_a_translation_is_linked_whichever_row_comes_first(site, table):
    import_statements(manifest=table(french(), english()), publish=True)
    source, copy = StatementPage.objects.order_by("locale__language_code")
    assert copy.translation_key == source.translation_key
    assert copy.authentic_language == "en"
    assert copy.locale.language_code == "fr"
    assert copy.get_parent().translation_key == source.get_parent().translation_key


def test_a_later_table_may_add_a_translation(site, table):
    import_statements(manifest=table(english()))
    import_statements(manifest=table(french()))
    keys = StatementPage.objects.values_list("translation_key", flat=True)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_one_position_replaces_another(site, table, folder):
    (folder / "new.txt").write_text(f"{ENGLISH} More than before.")
    rows = english(file="new.txt", title="New", supersedes="peace.en.txt"), english()
    import_statements(manifest=table(*rows), publish=True)
    old = StatementPage.objects.get(source_file="peace.en.txt")
    assert old.state == "superseded"


def test_the_same_title_twice_gets_two_slugs(site, table, folder):
    (folder / "other.txt").write_text(ENGLISH)
    import_statements(manifest=table(english(), english(file="other.txt")))
    assert sorted(StatementPage.objects.values_list("slug", flat=True)) == [
        "on-peace",
        "on-peace-2",
    ]


def test_a_missing_tree_is_made(table):
    import_statements(manifest=table(english()))
    assert StatementPage.objects.get().get_parent().specific_class.__name__ == "StatementIndexPage"


def test_the_sites_own_name_is_known_as_letterhead(site, table, folder):
    identity = SiteIdentity.for_site(site["en"].get_site())
    identity.names = {"en": "Union of the Free", "fr": "Union des libres", "es": "Unión"}
    identity.save()
    (folder / "peace.en.txt").write_text(f"Union of the Free\n\nOn peace\n\n{ENGLISH}")
    import_statements(manifest=table(english()))
    assert len(StatementPage.objects.get().body) == 1


def test_an_original_is_attached_once(site, table, folder):
    lines = ["On peace", *[f"{ENGLISH[:50]} line {n}" for n in range(4)]]
    (folder / "peace.pdf").write_bytes(make_pdf([lines]))
    path = table(english(file="peace.pdf"))
    import_statements(manifest=path)
    document = SiteDocument.objects.get()
    assert (document.title, document.language) == ("On peace", "en")
    import_statements(manifest=path)
    import_statements(manifest=table(english(file="peace.pdf", summary="Changed.")))
    page = StatementPage.objects.get().get_latest_revision_as_object()
    assert SiteDocument.objects.count() == 1
    assert [block.value["document"] for block in page.attachments] == [document]
    assert page.summary == "Changed."


def test_a_trial_keeps_nothing(site, table, folder):
    (folder / "peace.pdf").write_bytes(make_pdf([["On peace", ENGLISH[:60]]]))
    pages = Page.objects.count()
    report = import_statements(manifest=table(english(file="peace.pdf")), dry_run=True)
    assert actions(report) == ["created"]
    assert Page.objects.count() == pages
    assert not SiteDocument.objects.exists()
    assert not default_storage.exists("documents") or default_storage.listdir("documents")[1] == []


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
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")]
)
def test_tables_as_spreadsheets_write_them(site, table, delimiter, encoding):
    path = table(
        english(title="Paix à l’été", topics="peace"), delimiter=delimiter, encoding=encoding
    )
    import_statements(manifest=path)
    assert StatementPage.objects.get().title == "Paix à l’été"


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
    with pytest.raises(ImportRefused, match="more cells"):
        import_statements(manifest=folder / "manifest.csv")


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_statements", *args, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


def test_the_command_says_what_it_did(site, table):
    path = str(table(english(), french()))
    code, out, _err = run(path, "--dry-run")
    assert code == 0
    assert "2: peace.en.txt: created: On peace" in out
    assert "nothing was stored" in out
    code, out, _err = run(path, "--publish")
    assert (code, StatementPage.objects.live().count()) == (0, 2)
    assert "unchanged: 2" in run(path)[1]


def test_the_command_fails_when_a_row_is_wrong(site, table):
    path = str(table(english(), french(kind="poem")))
    code, _out, err = run(path)
    assert code == 1
    assert f"{path}:3: peace.fr.txt: kind" in err
    assert "1 row is wrong" in err
    assert not StatementPage.objects.exists()
    code, _out, err = run(path, "--keep-going")
    assert (code, StatementPage.objects.count()) == (1, 1)
    assert run("/nowhere/manifest.csv")[0] == 1


@pytest.mark.skipif(
    not (CORPUS / "manifest.csv").is_file(),
    reason=f"the real documents are not here: {CORPUS} (set CORPUS_DIR)",
)
def test_the_real_documents(site):
    codes = "organisation democracy gender-equality solidarity health social-protection campaigning"
    for code in codes.split():
        Topic.objects.create(code=code, labels={"en": code})
    for code in ("PY", "MX", "NI", "CF", "BY", "TR", "US"):
        Place.objects.create(code=code, kind="country", labels={"en": code})
    report = import_statements(manifest=CORPUS / "manifest.csv", publish=True)
    assert actions(report) == ["created"] * 5
    programme = StatementPage.objects.get(source_file="work-programme-2019.fr.txt")
    assert programme.kind == "programme"
    assert programme.summary.endswith("solidaire.")
    assert programme.topics.count() == 4
    report = import_statements(manifest=CORPUS / "manifest.csv", publish=True)
    assert actions(report) == ["unchanged"] * 5


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_new_site_takes_the_shipped_vocabularies(folder, table, dry_run):
    (folder / "peace.txt").write_text("We stand with those who keep the peace in the valley.\n" * 5)
    path = table(english(file="peace.txt", adopted_by="Conference", topics="peace", places="CO"))
    report = import_statements(manifest=path, dry_run=dry_run)
    assert report.count("created") == 1
    assert Body.objects.filter(code="conference").exists() is not dry_run
    assert StatementPage.objects.count() == (0 if dry_run else 1)


def test_a_run_that_fails_on_a_new_site_leaves_no_vocabulary_behind(folder, table):
    (folder / "peace.txt").write_text("We stand with those who keep the peace in the valley.\n" * 5)
    with pytest.raises(ImportRefused):
        import_statements(manifest=table(english(file="peace.txt", topics="nonsense")))
    assert not Body.objects.exists()
