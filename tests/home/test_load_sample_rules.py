"""What loading the sample never does: leave halves, or open a public site to everybody."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from pypdf import PdfReader

from cms.directory.models import Organisation
from home.sample.accounts import accounts_allowed
from home.sample.pdfs import pdf
from home.sample.pictures import composition, initials, portrait
from home.sample.tree import Tree
from home.services.load_sample import load_sample


@pytest.fixture
def quick(monkeypatch):
    """Leave out what takes long."""
    monkeypatch.setattr("home.services.load_sample._write_statements", lambda files: set())
    monkeypatch.setattr("home.services.load_sample.create_editorial_work", lambda created: None)
    monkeypatch.setattr(Tree, "fill", lambda tree: 0)


@pytest.fixture
def without_features(quick, monkeypatch):
    """Leave out what the features add as well, which hears nothing of passwords and options."""
    monkeypatch.setattr("home.services.load_sample._parts", [])


def test_a_site_for_the_public_gets_no_accounts(db, quick, settings, capsys):
    del settings.SAMPLE_ACCOUNTS
    assert not accounts_allowed()
    call_command("load_sample", verbosity=0)
    assert "No accounts were made" in capsys.readouterr().err
    assert not get_user_model().objects.filter(email__endswith="@example.org").exists()
    assert Organisation.objects.filter(code="ps-pt").exists()


def test_a_random_password_is_printed_once(db, without_features, capsys):
    call_command("load_sample")
    printed = re.search(r"password (\S+) as", capsys.readouterr().out)[1]
    assert authenticate(username="editor@example.org", password=printed)
    call_command("load_sample")
    assert "password" not in capsys.readouterr().out


def test_accounts_can_be_left_out(db, without_features, capsys):
    call_command("load_sample", without_accounts=True)
    out = capsys.readouterr()
    assert "password" not in out.out
    assert out.err == ""
    assert not get_user_model().objects.filter(email="editor@example.org").exists()


def test_a_run_that_fails_leaves_nothing_behind(db, quick, settings, monkeypatch):
    def fail(tree):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(Tree, "fill", fail)
    before = sorted(stored_files(settings))
    with pytest.raises(RuntimeError):
        load_sample()
    assert not Organisation.objects.exists()
    assert sorted(stored_files(settings)) == before


def stored_files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_pictures_are_the_same_at_every_run():
    assert composition("one") == composition("one")
    assert composition("one") != composition("two")
    assert portrait("Éva Ōta", "eva") == portrait("Éva Ōta", "eva")
    assert len(composition("one")) < 40_000


def test_initials_are_plain_capitals():
    assert initials("Ndèye Coumba Sané") == "NS"
    assert initials("Élin Bergsjö") == "EB"
    assert initials("wanjiru") == "W"


def test_a_paper_can_be_read_by_machines(tmp_path):
    path = tmp_path / "paper.pdf"
    text = "Qui a cousu ceci\u202f? « Nous » (tous).\n\n" + "¿Cuánto? mañana " * 600
    path.write_bytes(pdf("Justice fiscale", text, "fr"))
    reader = PdfReader(path)
    assert len(reader.pages) > 1
    assert reader.metadata.title == "Justice fiscale"
    found = reader.pages[0].extract_text()
    assert "JUSTICE FISCALE" in found
    assert "« Nous » (tous)." in found
    assert "¿Cuánto? mañana" in found
