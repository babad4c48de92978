"""The command that imports from WordPress."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from home.models import StatementPage
from tests.home.wordpress.exports import export, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(site, tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(
        export(
            item("Words. [foo a=1]", id=1, title="=First", terms=[("post_tag", "zz", "Zz")]),
            item("x", id=2, type="tribe_events"),
        )
    )
    return path


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_wordpress", *map(str, args), stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


def test_the_command_says_what_it_did(path, tmp_path):
    code, out, err = run(path, "--language", "en", "--dry-run")
    assert code == 0
    assert "nothing was stored" in out
    assert "2/2" in err
    assert not StatementPage.objects.exists()
    code, out, err = run(path, "--language", "en", "--publish", "--report", tmp_path / "report.csv")
    assert code == 0
    for words in ("1: created: =First", "[foo]", "tribe_events: 1", "zz: 1", "Public: 1."):
        assert words in out
    assert StatementPage.objects.get().live
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["post"], row["action"], row["published"]) == ("1", "created", "yes")
    # No spreadsheet takes it for a formula.
    assert row["title"] == "'=First"
    assert "[foo]" in row["notes"]
    assert run(path, "--language", "en", "-v", "0") == (0, "", "")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ([], "--language"),
        (["--language", "en", "--kinds", "a=b"], "no kind"),
        (["--language", "en", "--default-kind", "b"], "no kind"),
        (["--language", "en", "--media", "/nowhere"], "no folder"),
        (["--language", "en", "--topics", "/nowhere"], "cannot be read"),
        (["--language", "en", "--under", "999999"], "no home or standard page"),
        (["--language", "en", "--report", "/nowhere/report.csv"], "nowhere"),
    ],
)
def test_what_cannot_begin_is_refused_in_words(path, more, reason):
    code, _out, err = run(path, *more)
    assert code == 1
    assert reason in err


def test_a_file_that_is_no_export_is_refused(site, tmp_path):
    path = tmp_path / "other.xml"
    path.write_text("<rss><channel/></rss>")
    code, _out, err = run(path)
    assert code == 1
    assert "other.xml" in err
