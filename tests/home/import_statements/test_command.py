"""The command that imports, and the real documents."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.taxonomy.models import Place, Topic
from home.models import StatementPage
from home.services.import_statements import import_statements
from tests.home.import_statements.tools import ENGLISH, actions, english, french

CORPUS = Path(
    os.environ.get("CORPUS_DIR", Path(__file__).resolve().parents[4] / "shared" / "corpus")
)


pytestmark = pytest.mark.django_db


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


def test_the_command_says_what_a_document_lost_and_which_day_it_took(site, table):
    row = english(file="peace.en.html", date="08/03/2024")
    path = table(row)
    (path.parent / row["file"]).write_text(f"<p>{ENGLISH}</p><p hidden>secret</p>")
    _code, out, _err = run(str(path))
    assert "1 hidden passage was left out." in out
    assert "“08/03/2024” was read as 2024-03-08; it might be 2024-08-03." in out


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
