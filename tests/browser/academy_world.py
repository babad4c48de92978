"""A cohort of its own in the served site, and the time that passes there."""

import datetime
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.browser.conftest import ROOT
from tests.browser.outbox import FOLDER

DAY = datetime.timedelta(days=1)


def write(environment: dict[str, str], statement: str, values=()) -> int:
    """Change the served site's database as nobody can by its pages; return the key of a new row."""
    path = Path(environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        return database.execute(statement, values).lastrowid


def new_cohort(environment: dict[str, str], code: str) -> int:
    """Copy the sample's cohort that takes nominations, under another code; return its key."""
    path = Path(environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM academy_cohort WHERE code = 'organising-next'")
        row = dict(rows.fetchone())
        del row["id"]
        row |= {"code": code, "titles": f'{{"en": "{code}"}}', "open_applications": False}
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        return database.execute(
            f"INSERT INTO academy_cohort ({names}) VALUES ({marks})", list(row.values())
        ).lastrowid


def right_choices(environment: dict[str, str]) -> set[str]:
    """Return the keys of all answers of tests that are right."""
    path = Path(environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute('SELECT id FROM academy_learning_quizchoice WHERE "right"')
        return {str(key) for (key,) in rows}


def begin(environment: dict[str, str], cohort: int) -> None:
    """Let the first day of a cohort come, with all that it learns released."""
    today = datetime.date.today()
    write(
        environment,
        "UPDATE academy_cohort SET starts_on = ?, nominations_until = ? WHERE id = ?",
        [str(today), str(datetime.datetime.now(datetime.UTC) - DAY)[:19], cohort],
    )
    for table in ("academy_learning_lesson", "academy_learning_quiz"):
        write(
            environment,
            f"UPDATE {table} SET release_at = ? WHERE cohort_id = ?",
            [str(today - DAY), cohort],
        )
    run_academy(environment)


def end(environment: dict[str, str], cohort: int) -> None:
    """Let the last day of a cohort pass."""
    yesterday = datetime.date.today() - DAY
    write(
        environment,
        "UPDATE academy_cohort SET starts_on = ?, ends_on = ? WHERE id = ?",
        [str(yesterday - 90 * DAY), str(yesterday), cohort],
    )


def run_academy(environment: dict[str, str]) -> None:
    """Do in the served site what is due by the clock."""
    data = environment["DATA_DIR"]
    done = subprocess.run(
        [sys.executable, "manage.py", "run_academy"],
        cwd=ROOT,
        env=os.environ
        | {
            "DATA_DIR": data,
            "DATABASE_URL": f"sqlite:///{data}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "EMAIL_URL": f"filemail:///{data}/{FOLDER}",
            "LOG_LEVEL": "WARNING",
            "SECRET_KEY": environment["SECRET_KEY"],
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
