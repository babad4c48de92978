"""What stands between the tests and the services keeps its word."""

import os
import subprocess
import zipfile

import pytest

from tests.run import outcomes, total
from tests.services.fixtures import pytest_runtest_setup
from tests.services.unpack import unpack

SERVICES = "tests/services/services"


@pytest.fixture
def archive(tmp_path):
    """The path of an archive with a program in the wanted folder and a file in another."""
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        program = zipfile.ZipInfo("bundle-1.0/engine/bin/start")
        program.external_attr = 0o100750 << 16
        bundle.writestr(program, "#!/bin/sh\n")
        bundle.writestr("bundle-1.0/other/file", "x")
    return path


def test_one_folder_is_unpacked_and_programs_stay_programs(archive, tmp_path):
    target = tmp_path / "engine"
    assert unpack(archive, "engine", target) == 1
    assert [path.name for path in target.rglob("*") if path.is_file()] == ["start"]
    assert os.access(target / "bin" / "start", os.X_OK)


def test_an_archive_without_the_folder_is_refused(archive, tmp_path):
    with pytest.raises(ValueError, match="no folder missing"):
        unpack(archive, "missing", tmp_path / "target")


def test_a_name_that_leads_out_is_refused(archive, tmp_path):
    with zipfile.ZipFile(archive, "a") as bundle:
        bundle.writestr("bundle-1.0/engine/../../../escaped", "x")
    with pytest.raises(ValueError, match="unsafe name"):
        unpack(archive, "engine", tmp_path / "a" / "b" / "c")
    assert not list(tmp_path.rglob("escaped"))


def test_the_sum_counts_as_skipped_what_ran_in_no_run(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
        <testcase classname="a" name="passes"/>
        <testcase classname="a" name="fails"><failure/></testcase>
        <testcase classname="a" name="breaks"><error/></testcase>
        <testcase classname="a" name="waits"><skipped/></testcase>
        <testcase classname="a" name="never"><skipped/></testcase>
        </testsuite></testsuites>"""
    )
    first = outcomes(report)
    assert first["a::breaks"] == "failed"
    assert total([first]) == "1 passed, 2 failed, 2 skipped"
    assert total([first, {"a::waits": "passed"}]) == "2 passed, 2 failed, 1 skipped"


def test_a_run_without_a_report_has_failed(tmp_path):
    assert total([outcomes(tmp_path / "none.xml")]) == "0 passed, 1 failed, 0 skipped"


@pytest.mark.redis
def marked_redis():
    """Stand for a test that needs Redis."""


@pytest.mark.parametrize(
    ("required", "outcome"),
    [("0", pytest.skip.Exception), ("1", pytest.fail.Exception)],
    ids=["skipped", "error"],
)
def test_an_absent_service_skips_or_where_required_fails(required, outcome, request, monkeypatch):
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)
    monkeypatch.setenv("REQUIRE_SERVICES", required)
    item = pytest.Function.from_parent(
        request.node.parent, name="marked_redis", callobj=marked_redis
    )
    with pytest.raises(outcome, match="TEST_REDIS_URL is not set"):
        pytest_runtest_setup(item)


def test_the_front_door_refuses_what_it_does_not_know(tmp_path):
    for arguments in [[], ["restart", tmp_path], ["start", tmp_path / "run", "mongodb"]]:
        done = subprocess.run(
            ["bash", SERVICES, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        assert done.returncode != 0
        assert "services" in done.stderr


def test_nothing_started_means_no_addresses_and_nothing_to_stop(tmp_path):
    for action in ("env", "stop"):
        done = subprocess.run(
            ["bash", SERVICES, action, str(tmp_path / "none")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, "")
