"""The sample alliance, loaded for real once on SQLite and copied by all tests that read it.

Loading takes half a minute, copying a moment. A copy is kept beside the migrated database, by a
digest of all that the project is made of, and of the day, from which its dates count.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.files.storage import storages
from django.db import connection

from home.services.load_sample import Loaded, load_sample
from tests.databases import (
    FOLDER,
    PRODUCT,
    ROOT,
    alone,
    digest,
    fill_from,
    kept_copy,
    open_copy,
    shared_world,
    sum_of,
)
from tests.services.fixtures import on_postgres

# Of the sample's accounts; a site that is served gets one of its own.
PASSWORD = "for-the-tests-alone"
DATABASE, LOADED = "db.sqlite3", "loaded.json"
# Folders of files, and their storages.
FILES = {"media": "default", "private": "private"}


def kept_sample() -> Path:
    """Return the folder that holds the sample: its database and the files that belong to it."""
    target = FOLDER / f"sample-{_digest()}"
    with alone("sample.lock"):
        if not target.exists():
            for old in FOLDER.glob("sample-*"):
                shutil.rmtree(old, ignore_errors=True)
            program = "import django; django.setup(); from tests.sample import load; load({!r})"
            done = subprocess.run(
                [sys.executable, "-c", program.format(str(target))],
                cwd=ROOT,
                env=os.environ
                | {"TEST_DATABASE": "sqlite", "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return target


@contextmanager
def sample_world(blocker):
    """Let the tests of a module read the sample; give what loading it returned.

    What a test changes is undone after it, the rest after the last. On PostgreSQL it is loaded
    here.
    """
    if on_postgres():
        with shared_world(blocker):
            yield load_sample(password=PASSWORD)
        return
    kept = kept_sample()
    for name, alias in FILES.items():
        shutil.copytree(kept / name, storages[alias].location, dirs_exist_ok=True)
    with blocker.unblock():
        fill_from(kept / DATABASE)
    yield Loaded(**json.loads((kept / LOADED).read_text(encoding="utf-8")))
    with blocker.unblock():
        fill_from(kept_copy())


def copy_sample_for_site(data: Path, port: int, password: str) -> None:
    """Copy the sample into the folder of a site that is served on a port of this machine."""
    kept = kept_sample()
    shutil.copytree(kept, data, dirs_exist_ok=True)
    hashed = make_password(password, hasher=PBKDF2PasswordHasher())
    with closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
        database.execute("UPDATE accounts_user SET password = ?", [hashed])


def _digest() -> str:
    paths = {path for app in PRODUCT for path in (ROOT / app).rglob("*") if path.is_file()}
    sums = sorted(
        f"{path.relative_to(ROOT)} {sum_of(path)}"
        for path in paths
        if path.suffix not in (".pyc", ".mo")
    )
    text = "\n".join([digest(), str(datetime.now(UTC).date()), *sums])
    return sha256(text.encode()).hexdigest()[:20]


def load(folder: str) -> None:
    """Load the sample into a folder that is not there yet, in a process of its own."""
    open_copy()
    loaded = load_sample(password=PASSWORD)
    scratch = Path(f"{folder}.{os.getpid()}")
    scratch.mkdir()
    with closing(sqlite3.connect(scratch / DATABASE)) as kept:
        connection.connection.backup(kept)
    for name, alias in FILES.items():
        shutil.move(storages[alias].location, scratch / name)
    (scratch / LOADED).write_text(json.dumps(asdict(loaded)), encoding="utf-8")
    scratch.rename(folder)
