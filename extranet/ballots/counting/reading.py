"""Reads exported records that anybody may have written: a clear error, whatever the file holds."""

import json
from dataclasses import dataclass
from pathlib import Path

from .published import canonical

# Far more than a body of thousands needs.
_LARGEST = 50_000_000
_LARGEST_NUMBER = 10**9
_DEEPEST = 20
_DIGITS = frozenset("0123456789abcdef")


class Unreadable(ValueError):
    """The file is no exported record; `str()` says why, in English."""


@dataclass(frozen=True)
class Export:
    """One exported record: the text that was signed, what it says, its place in the chain."""

    content: str
    digest: str
    previous: str
    record: dict


def read(path: str | Path) -> Export:
    """Return the record that a file holds; raise Unreadable for anything else."""
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise Unreadable("the file is too large for a record")
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"the file cannot be read: {type(error).__name__}") from error
    try:
        return parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable("the file is not text in UTF-8") from error


def parse(text: str) -> Export:
    """Return the record in the text of an export; raise Unreadable for anything else."""
    export = _object(text, "the file")
    parts = {name: export.get(name) for name in ("content", "digest", "previous")}
    for name, part in parts.items():
        if not isinstance(part, str):
            raise Unreadable(f"the file has no “{name}”")
    for name in ("digest", "previous"):
        if not _is_digest(parts[name]) and (name, parts[name]) != ("previous", ""):
            raise Unreadable(f"“{name}” is not a SHA-256 digest")
    record = _object(parts["content"], "the record")
    try:
        if canonical(record) != parts["content"]:
            raise Unreadable("the record is not written in its one exact form")
    except UnicodeEncodeError as error:
        raise Unreadable("the record holds half a character") from error
    return Export(record=record, **parts)


def _object(text: str, what: str) -> dict:
    try:
        found = json.loads(
            text,
            object_pairs_hook=_once_each,
            parse_int=_number,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except RecursionError as error:
        raise Unreadable(f"{what} is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"{what} is not JSON") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{what} is not a JSON object")
    level = [found]
    for _depth in range(_DEEPEST):
        level = [inner for value in level for inner in _inside(value)]
    if level:
        raise Unreadable(f"{what} is nested too deeply")
    return found


def _inside(value) -> list:
    values = value.values() if isinstance(value, dict) else value
    return [inner for inner in values if isinstance(inner, dict | list)]


def _once_each(pairs: list) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a name stands twice in the same object")
    return found


def _number(digits: str) -> int:
    if len(digits) > 11 or abs(int(digits)) > _LARGEST_NUMBER:
        raise Unreadable("a number is too large for a record")
    return int(digits)


def _refuse(text: str):
    raise Unreadable("a record holds whole numbers only")


def _is_digest(text: str) -> bool:
    return len(text) == 64 and set(text) <= _DIGITS
