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


def counts(report: Path) -> Counter:
    """Return how many tests of a JUnit report passed, failed (errors among them), were skipped.

    A missing report counts as one failure: the run ended before it could write it.
    """
    if not report.exists():
        return Counter(failed=1)
    total = Counter()
    for suite in ET.parse(report).getroot().iter("testsuite"):
        failed = int(suite.get("failures")) + int(suite.get("errors"))
        skipped = int(suite.get("skipped"))
        total += Counter(
            failed=failed, skipped=skipped, passed=int(suite.get("tests")) - failed - skipped
        )
    return total


def run(database: str, arguments: list[str], scratch: Path) -> tuple[int, Counter]:
    """Run pytest on one database; return its exit code and what it counted."""
    report = scratch / f"{database}.xml"
    say(f"=== The suite on {NAMES[database]}")
    began = time.monotonic()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments],
        cwd=ROOT,
        env=os.environ | {"TEST_DATABASE": database, "TMPDIR": str(scratch)},
        stdin=subprocess.DEVNULL,
    ).returncode
    say(f"=== {NAMES[database]}: {time.monotonic() - began:.0f} s")
    return code, counts(report)


def main(arguments: list[str]) -> int:
    """Run what there is to run; return 0 when all of it passed."""
    databases = ["sqlite"]
    required = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
    if os.environ.get("TEST_DATABASE_URL") or required:
        databases.append("postgres")
    # Whatever a test leaves behind goes with this folder.
    with tempfile.TemporaryDirectory(prefix="alliance-tests-", ignore_cleanup_errors=True) as name:
        results = [run(database, arguments, Path(name)) for database in databases]
    if "postgres" not in databases:
        say("=== PostgreSQL: not run, TEST_DATABASE_URL is not set (make services has one)")
    for variable, what in [
        ("TEST_REDIS_URL", "Redis"),
        ("TEST_ELASTICSEARCH_URL", "Elasticsearch"),
    ]:
        if not os.environ.get(variable):
            say(f"=== {what}: its tests were skipped, {variable} is not set")
    total = sum((counted for _, counted in results), Counter())
    say(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return max(code for code, _ in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
