"""Exported records are counted again from their files; what was tampered with is found out."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extranet.ballots.counting.published import canonical
from extranet.ballots.counting.reading import Unreadable, parse
from extranet.ballots.counting.verifying import verify, verify_chain
from tests.extranet.ballots.counted import (
    anything,
    forged,
    places,
    replaced,
    verified,
)

ROOT = Path(__file__).resolve().parents[3]
YES, NO = ["yes"], ["no"]


def is_right(export: str) -> bool:
    try:
        return verify(parse(export)).is_right
    except Unreadable:
        return False


# --- What is right --------------------------------------------------------------------


def test_records_count_to_what_they_say_without_a_database(records, tmp_path):
    # This test may not ask the database: pytest-django would refuse.
    right, said = verified(tmp_path, *records)
    assert right, said
    assert "board 1: The budget" in said
    assert "3 × 6 ≥ 2 × 9" in said
    assert "Everything is as the records say." in said
    assert "DIFFERENT" not in said


def test_a_record_is_counted_again_where_there_is_no_django(records, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(records[0], encoding="utf-8")
    # Isolated: only what Python brings along, and the project's own folder.
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import runpy; "
        f"sys.argv = ['counting', {str(path)!r}]; sys.modules['django'] = None; "
        "runpy.run_module('extranet.ballots.counting', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", code], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everything is as the records say." in done.stdout


def test_records_of_one_body_may_be_given_in_any_order_and_with_gaps(records, tmp_path):
    assert verified(tmp_path, *reversed(records))[0]
    assert verified(tmp_path, records[0], records[3], records[0])[0]


# --- What was tampered with -----------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_every_field_that_is_changed_is_found_out(records, data):
    export = data.draw(st.sampled_from(records))
    parts = json.loads(export)
    record = json.loads(parts["content"])
    name = data.draw(st.sampled_from(["content", "digest", "previous"]))
    if name == "content":
        path = data.draw(st.sampled_from(list(places(record))))
        changed = copy.deepcopy(record)
        replaced(changed, path, data.draw(anything))
        parts["content"] = canonical(changed)
    else:
        parts[name] = data.draw(st.text("0123456789abcdef", max_size=64))
    if parts == json.loads(export):
        return
    assert not is_right(json.dumps(parts))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_numbers_are_found_out_although_the_digest_is_made_anew(records, data):
    export = data.draw(st.sampled_from(records))
    record = json.loads(json.loads(export)["content"])
    part = data.draw(st.sampled_from(["count", "outcome", "present_at_close"]))
    paths = [path for path in places(record) if path[0] == part]
    path = data.draw(st.sampled_from(paths))
    value = data.draw(anything)
    again = forged(export, lambda record: replaced(record, path, value))
    same = json.loads(json.loads(again)["content"])
    if canonical(same) == canonical(record):
        return
    if path == ("present_at_close",) and type(value) is int and value >= 0:
        return  # Who was there at the close is not on the roll: the count may stand all the same.
    assert not is_right(again)


def another(vote):
    return vote | {"choice": YES if vote["choice"] != YES else NO}


def vote_turned(record):
    record["votes"].append(another(record["votes"].pop()))


def vote_added(record):
    record["votes"].append(another(record["votes"][-1]))


def vote_taken_away(record):
    record["votes"].pop()


def roll_shortened(record):
    record["roll"].pop()


def roll_doubled(record):
    record["roll"] += record["roll"]


def took_no_part(record):
    record["roll"][0]["took_part"] = not record["roll"][0]["took_part"]


def other_majority(record):
    record["terms"]["majority"] = "three_quarters"


def other_options(record):
    record["options"].pop(0)


def one_signature(record):
    record["signatures"].pop()


def signed_before_the_close(record):
    record["signatures"][0]["signed_at"] = record["opened_at"]


def settled_for_fun(record):
    settled = {"how": "lot", "choice": YES, "count": record["count"]}
    settled |= {"settled_at": record["closed_at"], "note": "", "by": ""}
    record["tie_break"] = None if record["tie_break"] else settled
    record["terms"]["tie"] = "lot"


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize(
    "change",
    [
        *(vote_turned, vote_added, vote_taken_away, roll_shortened, roll_doubled, took_no_part),
        *(other_majority, other_options, one_signature, signed_before_the_close, settled_for_fun),
    ],
)
def test_a_forged_record_does_not_hang_together(records, number, change):
    assert is_right(forged(records[number], lambda record: None))
    assert not is_right(forged(records[number], change))


def test_a_record_that_was_changed_throughout_breaks_the_chain(records, tmp_path):
    """The result is turned and everything with it: only the next record's digest knows."""
    turned = forged(
        records[2], lambda record: record["question"]["titles"].update(en="Something else")
    )
    assert verified(tmp_path, turned)[0]
    right, said = verified(tmp_path, *records[:2], turned, *records[3:])
    assert not right
    assert "board: number 4 does not follow number 3." in said


def test_what_is_left_out_of_a_chain_or_put_in_is_found_out(records):
    exports = [parse(export) for export in records]
    assert verify_chain(exports) == []
    other = parse(forged(records[1], lambda record: record.update(opened_at="2020-01-01T00:00Z")))
    assert any("two different records" in error for error in verify_chain([*exports, other]))
    first = parse(forged(records[1], lambda record: record.update(number=1)))
    assert any("begins" in error for error in verify_chain([first]))
