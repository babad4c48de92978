"""Files that are no records, or damaged ones, get a clear answer and never a traceback."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extranet.ballots.counting.reading import Unreadable, parse
from extranet.ballots.counting.report import report
from extranet.ballots.counting.verifying import verify, verify_chain
from tests.extranet.ballots.counted import anything, forged, places, replaced, verified

DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"{",
        b'{"content": 1, "digest": 2, "previous": 3}',
        b'{"content": "{}", "digest": "0", "previous": ""}',
        b'{"content": "{}", "content": "{}"}',
        b'{"content": NaN}',
        b'{"content": 1e999}',
        b'{"number": ' + b"9" * 5000 + b"}",
        DEEP.encode(),
        b'{"a": ' * 30 + b"1" + b"}" * 30,
        json.dumps({"content": DEEP, "digest": "0" * 64, "previous": ""}).encode(),
        json.dumps({"content": "{}", "digest": "0" * 64, "previous": ""}).encode(),
        json.dumps({"content": '{"a":"\ud800"}', "digest": "0" * 64, "previous": ""}).encode(),
        json.dumps({"content": '{"a": 1}', "digest": "0" * 64, "previous": ""}).encode(),
        json.dumps({"content": "[1]", "digest": "0" * 64, "previous": ""}).encode(),
    ],
    ids=range(20),
)
def test_files_that_are_no_records_get_a_clear_answer(content, tmp_path):
    right, said = verified(tmp_path, content)
    assert not right
    assert "Something is not as it should be." in said


def test_there_is_an_answer_for_files_that_cannot_be_read(tmp_path):
    said = []
    assert not report([tmp_path, tmp_path / "none.json", "\0"], said.append)
    assert sum("cannot be read" in line for line in said) == 3


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("extranet.ballots.counting.reading._LARGEST", 10)
    right, said = verified(tmp_path, "{}" + " " * 10)
    assert not right
    assert "too large" in said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_whatever_a_record_holds_there_is_no_traceback(records, data):
    def damage(record):
        for _time in range(data.draw(st.integers(1, 4))):
            path = data.draw(st.sampled_from(list(places(record))))
            replaced(record, path, data.draw(anything))

    again = forged(data.draw(st.sampled_from(records)), damage)
    try:
        export = parse(again)
    except Unreadable:
        return
    verify(export)
    verify_chain([export])


def test_what_a_record_says_does_not_steer_the_terminal(records, tmp_path):
    def paint(record):
        record["question"]["titles"] = {"en": "\x1b[31mRed\u202e\n\x07"}

    _right, said = verified(tmp_path, forged(records[0], paint))
    assert "?[31mRed?" in said
    assert not {"\x1b", "\u202e", "\x07"} & set(said)
