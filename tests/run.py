"""Runs the whole suite: on SQLite, on PostgreSQL where there is one, and in a browser.

``python -m tests.run [pytest's arguments]``, from the project's folder. PostgreSQL is there
when ``TEST_DATABASE_URL`` says where; with ``REQUIRE_SERVICES=1`` it must be. Three processes work
at a time, on one part after the other, the longest first. The last line is the sum of all.
"""

import os
import subprocess
import sys
import tempfile
import time
import uuid
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# How many parts run at a time: on two processors, for each waits for servers now and then.
WORKERS = 3
# What may differ on PostgreSQL; see CONTRIBUTING.md.
ON_POSTGRES = "databases or postgres"
# The suite on SQLite in parts, the longest first; what no part names is one more, the third.
FOLDERS = (["extranet"], ["academy", "campaigns"], ["home"], ["search"])


@dataclass(frozen=True)
class Part:
    """A part of the suite: its name, its database, the arguments that choose its tests."""

    name: str
    database: str
    arguments: tuple[str, ...] = ()


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


def parts(arguments: list[str], postgres: bool) -> list[Part]:
    """Return the parts to run, the longest first; one a database where the arguments choose."""
    if any(argument.startswith("-m") for argument in arguments):
        chosen = [Part("PostgreSQL", "postgres")] if postgres else []
        return [Part("SQLite", "sqlite"), *chosen]
    chosen = any(not argument.startswith("-") for argument in arguments)
    in_browser = ("-m", "browser", *([] if chosen else ["tests/browser"]))
    others = [Part("SQLite, in a browser", "sqlite", in_browser)]
    if postgres:
        others.append(Part("PostgreSQL", "postgres", ("-m", ON_POSTGRES)))
    apart = ("-m", "not browser")
    if chosen:
        return [Part("SQLite", "sqlite", apart), *others]
    named = {folder for folders in FOLDERS for folder in folders}
    tests = {path.parent for path in (ROOT / "tests").glob("*/**/test_*.py")}
    tops = {path.relative_to(ROOT / "tests").parts[0] for path in tests} - {"browser"}
    longest, *shorter = [
        Part(f"SQLite, {', '.join(folders)}", "sqlite", (*apart, *(f"tests/{f}" for f in folders)))
        for folders in [*FOLDERS[:2], sorted(tops - named), *FOLDERS[2:]]
    ]
    return [longest, *others, *shorter]


def run(part: Part, arguments: list[str], scratch: Path) -> tuple[int, dict[str, str]]:
    """Run one part and print what it printed, in one piece; return its code and outcomes."""
    began = time.monotonic()
    # A folder of its own: whoever starts pytest shuts the folder of all its runs to others.
    own = scratch / uuid.uuid4().hex
    own.mkdir()
    report = own / "report.xml"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments, *part.arguments],
        cwd=ROOT,
        env=os.environ | {"TEST_DATABASE": part.database, "TMPDIR": str(own)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed = done.stdout.decode(errors="replace")
    took = time.monotonic() - began
    say(f"=== The suite on {part.name}\n{printed}\n=== {part.name}: {took:.0f} s")
    # Nothing to run is no failure: a folder of tests may have none for a browser.
    empty = done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED
    return (0, {}) if empty else (done.returncode, outcomes(report))


def main(arguments: list[str]) -> int:
    """Run what there is to run; return 0 when all of it passed."""
    required = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
    postgres = bool(os.environ.get("TEST_DATABASE_URL")) or required
    # Whatever a test leaves behind goes with this folder.
    with (
        tempfile.TemporaryDirectory(prefix="alliance-tests-", ignore_cleanup_errors=True) as name,
        ThreadPoolExecutor(WORKERS) as workers,
    ):
        chosen = parts(arguments, postgres)
        results = list(workers.map(lambda part: run(part, arguments, Path(name)), chosen))
    if not postgres:
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
