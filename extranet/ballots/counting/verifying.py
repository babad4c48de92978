"""Counts published records again, without the site, and compares everything that they say.

Where there is no Django either: `python -m extranet.ballots.counting FILE…`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from .methods import recount, settled
from .published import canonical, digest
from .reading import Export
from .shape import WrongShape, check_shape
from .terms import Terms
from .words import gettext

# What a count of a damaged record may stumble over.
_DAMAGED = (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError)
NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """One thing that was compared: what the record says, and what came out now."""

    what: str
    said: str
    found: str
    is_right: bool

    @classmethod
    def of(cls, what: str, said: object, found: object) -> "Line":
        """Return the comparison of two JSON values: 1, true and "1" are not the same."""
        return cls(what, _shown(said), _shown(found), _exact(said) == _exact(found))


@dataclass
class Finding:
    """What came of one record: the lines compared, and what is wrong beside them."""

    title: str
    lines: list[Line] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether nothing at all differs."""
        return not self.errors and all(line.is_right for line in self.lines)


def verify(export: Export) -> Finding:
    """Return what comes of counting one record again."""
    record = export.record
    try:
        check_shape(record)
    except WrongShape as error:
        finding = Finding(gettext("A record"), errors=[str(error)])
    else:
        finding = Finding(_title(record), _compared(record))
        finding.errors += _recounted(record, finding.lines)
    made = digest(export.previous, export.content)
    finding.lines.append(Line.of(gettext("Digest"), export.digest, made))
    return finding


def verify_chain(exports: Iterable[Export]) -> list[str]:
    """Return what is wrong between records of the same body, in words.

    Where records between two are not given, the chain is not looked at there.
    """
    bodies: dict[str, dict[int, Export]] = {}
    errors = []
    for export in exports:
        try:
            body, number = export.record["body"]["code"], export.record["number"]
            known = bodies.setdefault(body, {})
        except _DAMAGED:
            continue  # What is wrong with it is said already.
        if type(number) is not int:
            continue
        if number in known and known[number] != export:
            errors.append(
                gettext("%(body)s: two different records have the number %(number)s.")
                % {"body": plain(body), "number": number}
            )
        known[number] = export
    for body, known in bodies.items():
        for number, export in sorted(known.items()):
            names = {"body": plain(body), "number": number, "before": number - 1}
            if (number == 1) is not (export.previous == ""):
                said = gettext("%(body)s: number %(number)s does not stand where its chain begins.")
                errors.append(said % names)
            before = known.get(number - 1)
            if before and before.digest != export.previous:
                said = gettext("%(body)s: number %(number)s does not follow number %(before)s.")
                errors.append(said % names)
    return errors


def plain(text: object) -> str:
    """Return a text of a record without signs that would steer the terminal that shows it."""
    signs = (sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in str(text))
    return "".join(signs)


def _title(record: dict) -> str:
    titles = record["question"]["titles"]
    title = titles.get("en") or next(filter(None, titles.values()), "")
    return plain(f"{record['body']['code']} {record['number']}: {title}")


def _compared(record: dict) -> list[Line]:
    """Return what can be compared without counting: roll against votes."""
    took_part = {line["line"] for line in record["roll"] if line["took_part"]}
    votes = record["votes"]
    if Terms.from_json(record["terms"]).secret:
        voted = len(votes)
    else:
        voted = len({vote["line"] for vote in votes} & took_part)
    return [Line.of(gettext("Took part, and votes"), len(took_part), voted)]


def _recounted(record: dict, lines: list[Line]) -> list[str]:
    """Add what is counted again to the lines; return what cannot be counted."""
    tie_break = record["tie_break"]
    try:
        # As JSON has it: what cannot be written there, no record holds.
        numbers = final = json.loads(canonical(recount(record)))
        if tie_break:
            final = settled(Terms.from_json(record["terms"]), numbers, tie_break["choice"])
    except (*_DAMAGED, RecursionError) as error:
        return [gettext("It cannot be counted: %(why)s") % {"why": plain(error)}]
    said = record["count"]
    for name in sorted(set(said) | set(numbers)):
        lines.append(Line.of(_name(name), said.get(name, NOTHING), numbers.get(name, NOTHING)))
    lines.append(Line.of(gettext("Outcome"), record["outcome"], final["outcome"]))
    if tie_break and _exact(tie_break["count"]) != _exact(final):
        return [gettext("The tie is not settled as the record says.")]
    return []


def _name(name: str) -> str:
    """Return a number of a count in words; one of elections' own as it is."""
    return {
        "outcome": gettext("Outcome of the count"),
        "yes": gettext("In favour"),
        "no": gettext("Against"),
        "abstain": gettext("Abstentions"),
        "blank": gettext("Blank"),
        "base": gettext("Base"),
        "base_kind": gettext("What the base is"),
        "needed": gettext("Needed in favour"),
        "reached": gettext("Majority reached"),
        "quorum_needed": gettext("Needed for the quorum"),
        "quorum_met": gettext("Quorum reached"),
        "formula": gettext("Formula"),
        "entitled": gettext("On the roll"),
        "participated": gettext("Took part"),
        "present": gettext("Present at the close"),
        "present_at_opening": gettext("Present at the opening"),
        "votes": gettext("Votes"),
        "cast": gettext("Votes handed in"),
        "elected": gettext("Elected"),
        "ties": gettext("Even"),
        "waiting": gettext("Waiting for the tie to be settled"),
        "runoff": gettext("In the runoff"),
        "empty": gettext("Seats that stay empty"),
        "lot": gettext("Order of the lot"),
        "candidates": gettext("Candidates"),
        "quota": gettext("Seats"),
    }.get(name, plain(name))


def _shown(value: object) -> str:
    return plain(value if isinstance(value, str) else _exact(value))


def _exact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
