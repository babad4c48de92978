"""Runs the whole suite: on SQLite, on PostgreSQL where there is one, and in a browser.

``python -m tests.run [pytest's arguments]``, from the project's folder. PostgreSQL is there
when ``TEST_DATABASE_URL`` says where; with ``REQUIRE_SERVICES=1`` it must be. Two run at a time:
SQLite's beside the others, one after the other. The last line is the sum of all.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL", "browser": "SQLite, in a browser"}


def say(line: str) -> None:
    """Print a line at once, so that it stands before what a child process prints next."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def outcomes(report: Path) -> dict[str, str]:
    """Return what became of every test of a JUnit report: passed, failed or skipped, by name.

    A missing report is one failure: the run ended before it could write it.
    """
    if not report.exists():
        return {str(report): "failed"}
    found = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        tags = {child.tag for child in case}
        if tags & {"failure", "error"}:
            found[name] = "failed"
        elif "skipped" in tags:
            found.setdefault(name, "skipped")
        else:
            found.setdefault(name, "passed")
    return found


def total(runs: list[dict[str, str]]) -> str:
    """Return the closing line for all runs; skipped are the tests that ran in none of them."""
    counted = Counter(outcome for found in runs for outcome in found.values())
    ran = {name for found in runs for name, outcome in found.items() if outcome != "skipped"}
    skipped = {name for found in runs for name in found} - ran
    return f"{counted['passed']} passed, {counted['failed']} failed, {len(skipped)} skipped"


class Run:
    """Pytest at work; a run in the background keeps what it says for later."""

    def __init__(self, name: str, arguments: list[str], scratch: Path, background: bool):
        self.name, self.began = name, time.monotonic()
        self.report = scratch / f"{name}.xml"
        self.said = (scratch / f"{name}.log").open("w+b") if background else None
        database = "sqlite" if name == "browser" else name
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", f"--junitxml={self.report}", *arguments],
            cwd=ROOT,
            env=os.environ | {"TEST_DATABASE": database, "TMPDIR": str(scratch)},
            stdin=subprocess.DEVNULL,
            stdout=self.said,
            stderr=subprocess.STDOUT if background else None,
        )

    def wait(self) -> int:
        """Wait for the end; return the exit code."""
        code = self.process.wait()
        self.took = getattr(self, "took", time.monotonic() - self.began)
        return code

    def finish(self) -> tuple[int, dict[str, str]]:
        """Wait for the end and say what was kept; return the exit code and the outcomes."""
        code = self.wait()
        if self.said:
            say(f"=== The suite on {NAMES[self.name]}")
            self.said.seek(0)
            say(self.said.read().decode(errors="replace"))
            self.said.close()
        say(f"=== {NAMES[self.name]}: {self.took:.0f} s")
        # Nothing to run is no failure: a folder of tests may have none for a browser.
        empty = code == pytest.ExitCode.NO_TESTS_COLLECTED
        return (0, {}) if empty else (code, outcomes(self.report))


def run_all(databases: list[str], arguments: list[str], scratch: Path) -> list:
    """Return the results of all runs: SQLite's, and beside it the others in turn."""
    names, apart = [*databases[1:]], []
    if not any(argument.startswith("-m") for argument in arguments):
        # The browser's tests wait more than they work.
        names.append("browser")
        apart = ["-m", "not browser"]
    others: list[Run] = []

    def in_turn() -> None:
        for name in names:
            chosen = ["-m", "browser"] if name == "browser" else apart
            others.append(Run(name, [*arguments, *chosen], scratch, True))
            others[-1].wait()

    beside = threading.Thread(target=in_turn)
    beside.start()
    results = [Run("sqlite", [*arguments, *apart], scratch, False).finish()]
    beside.join()
    return results + [run.finish() for run in others]


def main(arguments: list[str]) -> int:
    """Run what there is to run; return 0 when all of it passed."""
    databases = ["sqlite"]
    required = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
    if os.environ.get("TEST_DATABASE_URL") or required:
        databases.append("postgres")
    # Whatever a test leaves behind goes with this folder.
    with tempfile.TemporaryDirectory(prefix="alliance-tests-", ignore_cleanup_errors=True) as name:
        say(f"=== The suite on {NAMES['sqlite']}")
        results = run_all(databases, arguments, Path(name))
    if "postgres" not in databases:
        say("=== PostgreSQL: not run, TEST_DATABASE_URL is not set (make services has one)")
    for variable, what in [
        ("TEST_REDIS_URL", "Redis"),
        ("TEST_ELASTICSEARCH_URL", "Elasticsearch"),
    ]:
        if not os.environ.get(variable):
            say(f"=== {what}: its tests were skipped, {variable} is not set")
    say(total([found for _, found in results]))
    return max(code for code, _ in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
