"""Runs the whole suite: once on SQLite, once more on PostgreSQL where there is one.

``python -m tests.run [pytest's arguments]``, from the project's folder. PostgreSQL is there
when ``TEST_DATABASE_URL`` says where; with ``REQUIRE_SERVICES=1`` it must be. The last line is
the sum of both runs.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


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
    """Pytest at work on one database; a run in the background keeps what it says for later."""

    def __init__(self, database: str, arguments: list[str], scratch: Path, background: bool):
        self.database, self.began = database, time.monotonic()
        self.report = scratch / f"{database}.xml"
        self.said = (scratch / f"{database}.log").open("w+b") if background else None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", f"--junitxml={self.report}", *arguments],
            cwd=ROOT,
            env=os.environ | {"TEST_DATABASE": database, "TMPDIR": str(scratch)},
            stdin=subprocess.DEVNULL,
            stdout=self.said,
            stderr=subprocess.STDOUT if background else None,
        )

    def finish(self) -> tuple[int, dict[str, str]]:
        """Wait for the end; return the exit code and the outcomes."""
        code = self.process.wait()
        if self.said:
            say(f"=== The suite on {NAMES[self.database]}")
            self.said.seek(0)
            say(self.said.read().decode(errors="replace"))
            self.said.close()
        say(f"=== {NAMES[self.database]}: {time.monotonic() - self.began:.0f} s")
        return code, outcomes(self.report)


def main(arguments: list[str]) -> int:
    """Run what there is to run; return 0 when all of it passed."""
    databases = ["sqlite"]
    required = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
    if os.environ.get("TEST_DATABASE_URL") or required:
        databases.append("postgres")
    # Whatever a test leaves behind goes with this folder.
    with tempfile.TemporaryDirectory(prefix="alliance-tests-", ignore_cleanup_errors=True) as name:
        say(f"=== The suite on {NAMES['sqlite']}")
        # Both at once: one core each, and neither knows of the other.
        others = [Run(database, arguments, Path(name), True) for database in databases[1:]]
        first = Run("sqlite", arguments, Path(name), False)
        results = [run.finish() for run in (first, *others)]
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
