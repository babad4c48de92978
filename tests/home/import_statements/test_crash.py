"""An import is killed while it writes: a real process, a real database."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import kept_copy
from tests.home.import_statements.tools import english

# The migrated database that is copied is there once a test has asked for one.
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
ROWS = 12


def pages(database) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("select count(*) from home_statementpage").fetchone()[0]


def start(table, database, folder):
    return subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "manage.py"), "import_statements", str(table)],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": f"sqlite:///{database}",
            "DATA_DIR": str(folder / "data"),
            "LANG": "C.UTF-8",
        },
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_a_killed_import_leaves_the_site_as_it_was_and_can_be_run_again(folder, table, tmp_path):
    database = tmp_path / "site.sqlite3"
    shutil.copy(kept_copy(), database)
    rows = []
    for number in range(ROWS):
        name = f"text{number}.en.txt"
        (folder / name).write_text(f"Text {number}\n\nWe ask for peace, for the {number}th time.\n")
        rows.append(english(file=name, title=f"Text {number}"))
    path = table(*rows)
    with start(path, database, tmp_path) as process:
        # Some rows are written, and none is kept yet.
        said = [process.stdout.readline() for _row in range(3)]
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert "text2.en.txt: created" in said[2]
    assert pages(database) == 0
    with start(path, database, tmp_path) as process:
        out, _err = process.communicate(timeout=120)
        assert process.returncode == 0
    assert "12" in out.splitlines()[-1]
    assert pages(database) == ROWS
