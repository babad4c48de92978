"""Published records: their exact text, their digest, and what a count takes from them."""

import hashlib
import json
from dataclasses import dataclass

from .terms import Terms


def canonical(record: dict) -> str:
    """Return the one text that a record has: sorted keys, no spaces, no escapes but JSON's own.

    Raise ValueError for what has no such text: fractions that are no numbers, half characters.
    """
    text = json.dumps(
        record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    text.encode()
    return text


def digest(previous: str, content: str) -> str:
    """Return the SHA-256 of the digest before and the text of a record, in hexadecimal digits."""
    return hashlib.sha256((previous + content).encode()).hexdigest()


@dataclass(frozen=True)
class Facts:
    """What a record holds that a count takes: nothing else of it is believed."""

    terms: Terms
    choices: list[list[str]]
    entitled: int
    participated: int
    present: int | None
    present_at_opening: int | None

    @classmethod
    def of(cls, record: dict) -> "Facts":
        """Return the facts of a record; raise ValueError, KeyError or TypeError without them."""
        roll, present = record["roll"], record["present_at_close"]
        at_opening = None
        if present is not None:
            at_opening = sum(line["present"] is True for line in roll)
        return cls(
            terms=Terms.from_json(record["terms"]),
            choices=counted_choices(record["votes"]),
            entitled=len(roll),
            participated=sum(line["took_part"] is True for line in roll),
            present=present,
            present_at_opening=at_opening,
        )


def counted_choices(votes: list[dict]) -> list[list[str]]:
    """Return the choices that count: of a line that voted several times by name, the last."""
    named = {vote["line"]: vote["choice"] for vote in votes if "line" in vote}
    return [*named.values(), *(vote["choice"] for vote in votes if "line" not in vote)]
