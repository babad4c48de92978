"""The lock files hold what pyproject.toml asks for, and agree with each other."""

import re
import tomllib
from collections import defaultdict

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tools import ROOT

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
REMEDY = "run: make lock"


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions of every package in a lock file; markers may make them several."""
    versions = defaultdict(set)
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := PINNED.match(line):
            versions[canonicalize_name(match["name"])].add(match["version"])
    return versions


def unmet(requirements: list[str], versions: dict[str, set[str]]) -> list[str]:
    """Return the requirements that no locked version meets."""
    return [
        text
        for text in requirements
        if not (found := versions.get(canonicalize_name(Requirement(text).name)))
        or not all(Requirement(text).specifier.contains(version, True) for version in found)
    ]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_lock_meets_what_the_site_needs(project):
    assert unmet(project["dependencies"], locked("requirements.lock")) == [], REMEDY


def test_the_development_lock_meets_what_the_tests_need(project):
    extras = project["optional-dependencies"]
    # The optional stages of the site are tested as well.
    wanted = project["dependencies"] + extras["dev"] + extras["meaning"]
    assert unmet(wanted, locked("requirements-dev.lock")) == [], REMEDY


def test_both_locks_name_the_same_versions():
    site, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: development.get(name) for name in site} == site, REMEDY


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
