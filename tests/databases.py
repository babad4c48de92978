"""The migrated database of the tests, made once and copied by every run that wants one.

Migrating takes a minute, copying a moment. A copy is kept beside pytest's own cache, by a digest of
what goes into it; `make clean` removes it.
"""

import fcntl
import hashlib
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from home.services.site import ensure_site
from tests.migrating import in_short

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "databases"
PRODUCT = ("cms", "home", "campaigns", "academy", "extranet", "search")
# What decides on tables, on the rows that migrating adds, and on the tree of a new site.
SOURCES = (
    *("**/migrations/*.py", "**/models/*.py", "**/models.py", "**/apps.py", "**/signals.py"),
    *("**/roles.py", "**/append_only.py", "**/kept.py", "**/services/site.py", "**/*.po"),
    # What is published with the tree is in the index at once.
    "**/sources/*.py",
)


def digest() -> str:
    """Return what the content of the migrated database is known by."""
    paths = {path for app in PRODUCT for pattern in SOURCES for path in (ROOT / app).glob(pattern)}
    paths |= {*(ROOT / "cms/settings").glob("*.py"), ROOT / "requirements-dev.lock"}
    sums = (f"{path.relative_to(ROOT)} {sum_of(path)}" for path in sorted(paths))
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()[:20]


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def open_copy() -> None:
    """Connect to an SQLite database in memory that was migrated, by this process or another."""
    target = kept_copy()
    with alone():
        if target.exists():
            fill_from(target)
            return
        _connect()
        for old in FOLDER.glob("*.sqlite3"):
            old.unlink()
        with in_short():
            call_command("migrate", verbosity=0, interactive=False)
        ensure_site()
        scratch = target.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(scratch)) as kept:
            connection.connection.backup(kept)
        scratch.replace(target)


def fill_from(source: Path) -> None:
    """Connect to a database in memory that holds what an SQLite file does."""
    _connect()
    with closing(sqlite3.connect(source)) as kept:
        kept.backup(connection.connection)


def _connect() -> None:
    name = connection.creation._get_test_db_name()
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    connection.ensure_connection()


def kept_copy() -> Path:
    """Return where the migrated database is kept, whether it is there or not."""
    return FOLDER / f"{digest()}.sqlite3"


@contextmanager
def shared_world(blocker):
    """Let a fixture of a module make rows that all its tests read; each test's own changes are
    undone after it, the rest after the last."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def alone(name: str = "lock"):
    """Let one process at a time make a copy; the others wait and find it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
