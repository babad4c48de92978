"""A room of the extranet can be taken out, and databases made before the rooms are refused."""

import re
import shutil
import sqlite3

import pytest

from extranet.core.checks import BEFORE_ROOMS
from tests.architecture.tools import APPS, ROOT, tool
from tests.databases import kept_copy

ROOM = "demands"


def without_line(path, line: str, *, whole: bool = True) -> None:
    """Take a line, or a part of one, out of a file that has it once."""
    pattern = rf"^ *{re.escape(line)}\n" if whole else re.escape(line)
    text, count = re.subn(pattern, "", path.read_text("utf-8"), flags=re.M)
    assert count == 1, f"{path}: {line}"
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a function that runs a program in a copy of the project that lacks a room."""
    copy = tmp_path_factory.mktemp("without-a-room")
    for package in sorted({app.split(".")[0] for app in APPS} | {"tests"}):
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "browser")
        )
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    shutil.rmtree(copy / "extranet" / ROOM)
    shutil.rmtree(copy / "tests" / "extranet" / ROOM)
    without_line(copy / "cms" / "settings" / "base.py", f'"extranet.{ROOM}",')
    without_line(copy / "pyproject.toml", f" | {ROOM}", whole=False)

    def run_there(program: str, *arguments: str):
        return tool(
            program,
            *arguments,
            cwd=copy,
            DATA_DIR=str(copy / "var"),
            DJANGO_SETTINGS_MODULE="cms.settings.test",
            TEST_DATABASE="sqlite",
        )

    return run_there


@pytest.mark.parametrize(
    "command",
    [
        ("python", "manage.py", "check"),
        ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        ("lint-imports", "--no-cache"),
    ],
    ids=["check", "migrations", "imports"],
)
def test_the_project_is_sound_without_a_room(run, command):
    done = run(*command)
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_link_leads_somewhere_without_a_room(run, django_db_setup):
    # The tables of the room that is gone are in nobody's way.
    done = run("python", "-m", "tests.architecture.follow_links", str(kept_copy()))
    assert done.returncode == 0, done.stdout[-4000:]
    counts = dict(re.findall(r"^(\w+): (\d+) routes$", done.stdout, flags=re.M))
    assert set(counts) == {"delegate", "secretariat", "chair"}
    assert min(map(int, counts.values())) > 10


def test_a_database_made_before_the_rooms_stops_migrate_with_a_way_on(tmp_path):
    path = tmp_path / "db.sqlite3"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE django_migrations (id integer, app, name, applied)")
    database.execute("INSERT INTO django_migrations VALUES (1, ?, ?, '2026-01-01')", BEFORE_ROOMS)
    database.commit()
    database.close()
    done = tool(
        "python",
        "manage.py",
        "migrate",
        DATA_DIR=str(tmp_path),
        DATABASE_URL=f"sqlite:///{path}",
        DJANGO_SETTINGS_MODULE="cms.settings.dev",
    )
    assert done.returncode != 0
    assert "extranet.E001" in done.stdout
    assert "Start anew" in done.stdout
    assert "Traceback" not in done.stdout
