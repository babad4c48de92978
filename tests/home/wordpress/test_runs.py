"""Runs: tried, repeated, killed, and with editors at work in between."""

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.media.models import SiteImage
from cms.media.pictures import cleaned, originals
from cms.media.private import private_storage
from home.models import StatementPage, WordPressOrigin
from tests.databases import ROOT, kept_copy
from tests.home.wordpress.conftest import picture
from tests.home.wordpress.exports import UPLOADS, attachment, export, item
from tests.home.wordpress.tools import statement
from tests.services.fixtures import on_postgres

ROWS = (Page, Revision, Redirect, SiteImage, WordPressOrigin, PageLogEntry, ModelLogEntry)
SHOW = f'Words. <img src="{UPLOADS}/2019/05/march.jpg" alt="A march"> <a href="/?p=3">third</a>'


def counts():
    return {model: model.objects.count() for model in ROWS}


def actions(report):
    return [one.action for one in report.outcomes.values()]


def items(words="Words."):
    return (
        attachment("2019/05/march.jpg", id=9),
        item(SHOW, id=1, title="First"),
        item(words, id=2, title="Second"),
        item("Third.", id=3, title="Third"),
    )


@pytest.mark.databases
@pytest.mark.django_db
def test_a_trial_does_everything_and_stores_nothing(run, uploads, stored):
    before = counts()
    report = run(*items(), media=uploads, publish=True, dry_run=True)
    assert actions(report) == ["created"] * 3
    assert report.published == 3
    assert counts() == before
    assert not [path for path in stored.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("dry_run", [True, False])
def test_originals_of_pictures_go_with_a_trial(run, uploads, settings, dry_run):
    settings.PICTURE_ORIGINALS = "kept"
    file = uploads / "2019/05/march.jpg"
    file.write_bytes(picture("olive") + b"hidden behind the end")
    file_hash = originals.digest(cleaned(file.read_bytes()))
    run(*items(), media=uploads, dry_run=dry_run)
    assert private_storage().exists(originals.path(file_hash)) is not dry_run
    originals.forget(file_hash)


@pytest.mark.databases
@pytest.mark.django_db
@pytest.mark.parametrize("publish", [True, False])
def test_a_second_run_changes_nothing(run, uploads, publish):
    run(*items(), media=uploads, publish=publish)
    before = counts()
    report = run(*items(), media=uploads, publish=publish)
    assert actions(report) == ["unchanged"] * 3
    assert counts() == before


@pytest.mark.django_db
def test_a_later_run_publishes_what_waits(run):
    run(*items())
    assert not StatementPage.objects.live().exists()
    assert run(*items(), publish=True).published == 3
    assert StatementPage.objects.live().count() == 3


@pytest.mark.django_db
def test_what_changes_in_the_export_changes_here(run):
    run(*items())
    report = run(*items("Other words."))
    assert sorted(actions(report)) == ["changed", "unchanged", "unchanged"]
    assert "Other words." in str(statement("Second").get_latest_revision_as_object().body)
    assert sorted(actions(run(*items("Other words.")))) == ["unchanged"] * 3


@pytest.mark.django_db
def test_what_editors_did_since_stays(run):
    run(*items(), publish=True)
    page = statement("Second")
    page.title = "Second, by an editor"
    page.save_revision()
    report = run(*items("Other words."), publish=True)
    assert report.outcomes[2].action == "kept"
    assert "an editor" in report.outcomes[2].notes[0]
    page = StatementPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Second, by an editor"
    assert page.title == "Second"


@pytest.mark.django_db
def test_what_editors_deleted_or_took_off_stays_so(run):
    run(*items(), publish=True)
    statement("Second").delete()
    statement("Third").unpublish()
    report = run(*items(), publish=True)
    assert report.outcomes[2].action == "kept"
    assert not StatementPage.objects.filter(title="Second").exists()
    assert not statement("Third").live


@pytest.mark.databases
@pytest.mark.django_db
def test_a_text_that_is_refused_leaves_nothing_and_the_others_stand(
    run, uploads, monkeypatch, stored
):
    plain = StatementPage.full_clean

    def full_clean(self, *args, **kwargs):
        if self.title == "Deux":
            raise ValueError("refused on the way")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(StatementPage, "full_clean", full_clean)
    report = run(
        item(SHOW, id=1, title="One", language="en", group="g"),
        item("x", id=2, title="Deux", language="fr", group="g"),
        item("x", id=3, title="Third"),
        media=uploads,
    )
    assert {one.post: one.action for one in report.outcomes.values()} == {
        1: "refused",
        2: "refused",
        3: "created",
    }
    assert [page.title for page in StatementPage.objects.all()] == ["Third"]
    assert not SiteImage.objects.exists()
    assert not Redirect.objects.exclude(redirect_page=statement("Third")).exists()
    assert not [path for path in stored.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_text_that_is_longer_than_is_read_is_refused_and_not_cut(run, monkeypatch):
    monkeypatch.setattr("home.wordpress.wxr.LONGEST", 1000)
    report = run(item("x" * 1001, id=1), item("x" * 1000, id=2))
    assert {one.post: one.action for one in report.outcomes.values()} == {
        1: "refused",
        2: "created",
    }


@pytest.mark.django_db
def test_queries_for_a_text_do_not_grow_with_their_number(run):
    found = []
    for first, size in ((1, 5), (101, 25)):
        posts = [item("Words.", id=first + number) for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            run(*posts)
        found.append(len(queries) / size)
    assert found[1] <= found[0] * 1.1


GROUPS = 16


def large_export(folder: Path) -> Path:
    """Write an export of many texts in two languages, each with a picture of its own."""
    uploads = folder / "uploads"
    uploads.mkdir()
    found = []
    for number in range(1, GROUPS + 1):
        (uploads / f"{number}.png").write_bytes(picture((number, 0, 0), "PNG"))
        for language, id in (("en", number), ("fr", 1000 + number)):
            link = f'<a href="/?p={id % GROUPS + 1}">{language}</a>'
            found.append(
                item(
                    f'{link} <img src="{UPLOADS}/{number}.png" alt="{language}">',
                    id=id,
                    title=f"{language} {number}",
                    language=language,
                    group=f"g{number}",
                )
            )
    path = folder / "export.xml"
    path.write_text(export(*found))
    return path


def rows(database: Path, query: str) -> list:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as opened:
        return opened.execute(query).fetchall()


PAGES = (
    "SELECT title, live, translation_key FROM wagtailcore_page"
    " JOIN home_statementpage ON id = page_ptr_id"
)
ADDRESSES = (
    "SELECT p.title, count(*) FROM wagtailredirects_redirect r JOIN wagtailcore_page p"
    " ON p.id = r.redirect_page_id GROUP BY p.title"
)


@pytest.mark.skipif(on_postgres(), reason="copies the file of an SQLite database")
@pytest.mark.usefixtures("db")
def test_a_run_that_is_killed_leaves_whole_texts_and_the_next_goes_on(tmp_path):
    shutil.copy(kept_copy(), tmp_path / "db.sqlite3")
    database, path = tmp_path / "db.sqlite3", large_export(tmp_path)
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    command = [sys.executable, "manage.py", "import_wordpress", str(path), "--publish"]
    command += ["--media", str(tmp_path / "uploads"), "--verbosity", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
        for _turn in itertools.takewhile(lambda _: process.poll() is None, range(6000)):
            time.sleep(0.02)
            if len(rows(database, PAGES)) >= 6:
                process.send_signal(signal.SIGKILL)
                break
        assert process.wait() == -signal.SIGKILL, process.stderr.read()

    pages = rows(database, PAGES)
    assert 6 <= len(pages) < 2 * GROUPS
    by_key = {key: [one for one in pages if one[2] == key] for _title, _live, key in pages}
    assert all(len(group) == 2 for group in by_key.values())
    assert dict(rows(database, ADDRESSES)) == {title: 2 for title, _live, _key in pages}
    pictures = rows(database, "SELECT file FROM media_siteimage")
    assert len(pictures) == len(by_key)
    assert all((tmp_path / "media" / file).is_file() for (file,) in pictures)

    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    pages = rows(database, PAGES)
    assert len(pages) == len({title for title, _live, _key in pages}) == 2 * GROUPS
    assert all(live for _title, live, _key in pages)
    assert len(rows(database, "SELECT id FROM media_siteimage")) == GROUPS
    bodies = rows(database, "SELECT body FROM home_statementpage")
    assert all("linktype" in body for (body,) in bodies)
