"""The published record of a ballot: all that somebody entitled needs to count it again.

Of a secret ballot it holds who took part and what was voted, in two lists that nothing joins, and
no turnout by region or any other group: a small group would tell how it voted.
"""

import datetime
import json
from collections.abc import Callable

from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.ballots.counting.methods import settled
from extranet.ballots.counting.terms import Majority
from extranet.ballots.models import Ballot, NamedVote, OpenedVote, Participation, Record, RollLine

# What kind of text this is, for who reads it in years.
FORMAT = 1

_parts: dict[str, Callable[[Ballot], object]] = {}


def register_part(name: str, of: Callable[[Ballot], object]) -> None:
    """Let the records of elections hold under `name` what else their count hangs on.

    `of` returns JSON values for a ballot, None where it has nothing to say. The count at the close
    is made of the same values.
    """
    _parts[name] = of


def published_record(ballot: Ballot) -> dict:
    """Return the record as it is published: once two have signed it, just what they signed.

    Raise Refused before the count. Up to ten queries, whatever the size.
    """
    kept = Record.objects.filter(ballot=ballot).first()
    return json.loads(kept.content) if kept else made_record(ballot)


def made_record(ballot: Ballot, number: int | None = None) -> dict:
    """Return the record as the rows give it now, with its number in the chain of its body."""
    count = getattr(ballot, "count", None)
    if ballot.state != Ballot.State.CLOSED or count is None:
        raise Refused(_("This ballot is not counted yet."))
    lines = list(ballot.lines.select_related("voter__person"))
    tie_break = getattr(ballot, "tie_break", None)
    final = final_numbers(ballot)
    return {
        "format": FORMAT,
        "number": number,
        "body": {"code": ballot.body.code, "labels": ballot.body.labels},
        "question": _question(ballot),
        "opened_at": second(ballot.opened_at),
        "closes_at": second(ballot.closes_at),
        "closed_at": second(ballot.closed_at),
        **facts(ballot, lines, present=count.present),
        "votes": _secret(ballot) if ballot.terms.secret else _named(ballot, lines),
        "count": count.numbers,
        "tie_break": tie_break and _tie_break(tie_break) | {"count": final},
        "outcome": final["outcome"],
        "signatures": [
            {"name": row.name, "signed_at": second(row.signed_at)}
            for row in ballot.sign_offs.order_by("signed_at", "pk")
        ],
    }


def final_numbers(ballot: Ballot) -> dict:
    """Return the numbers of a counted ballot, with the tie settled if it is."""
    numbers, tie_break = ballot.count.numbers, getattr(ballot, "tie_break", None)
    return settled(ballot.terms, numbers, tie_break.choice) if tie_break else numbers


def facts(ballot: Ballot, lines: list[RollLine], *, present: int | None) -> dict:
    """Return what a count takes beside the votes: terms, options, roll, who was there."""
    took_part = set(
        Participation.objects.filter(line__ballot=ballot).values_list("line_id", flat=True)
    )
    parts = {name: of(ballot) for name, of in _parts.items()}
    return {
        "rule": {
            "kind": ballot.rule.kind,
            "version": ballot.rule.version,
            "labels": ballot.rule.labels,
            "articles": ballot.rule.articles,
        },
        "terms": ballot.terms.to_json(),
        "options": [{"code": row.code, "labels": row.labels} for row in ballot.options.all()],
        "roll": [_line(number, line, took_part) for number, line in enumerate(lines, 1)],
        "present_at_close": present,
        **{name: part for name, part in parts.items() if part is not None},
    }


def second(moment: datetime.datetime | None) -> str | None:
    """Return a moment as a record gives it: in UTC, to the second."""
    return moment and moment.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _question(ballot: Ballot) -> dict:
    paper, meeting = ballot.paper, ballot.meeting
    return {
        "ballot": ballot.pk,
        "kind": ballot.kind,
        "mode": ballot.mode,
        "round": ballot.round,
        "titles": ballot.titles,
        "texts": ballot.texts,
        "motion": ballot.motion_id,
        "previous": ballot.previous_id,
        "meeting": meeting and {"titles": meeting.titles, "starts_at": second(meeting.starts_at)},
        "paper": paper
        and {
            "title": paper.document.title,
            "version": paper.number,
            "sha256": paper.sha256,
        },
    }


def _line(number: int, line: RollLine, took_part: set[int]) -> dict:
    return {
        "line": number,
        "name": line.name,
        "organisation": line.organisation_name,
        "manner": line.manner,
        "voter": line.voter.person.name if line.voter else "",
        "present": line.present,
        "took_part": line.pk in took_part,
    }


def _named(ballot: Ballot, lines: list[RollLine]) -> list[dict]:
    """Return every vote by name, those changed later too, line by line: the last of each counts."""
    numbers = {line.pk: number for number, line in enumerate(lines, 1)}
    asks_why = ballot.terms.majority == Majority.CONSENSUS
    votes = [
        {
            "line": numbers[vote.line_id],
            "choice": vote.choice,
            "by": vote.cast_by_name,
            **({"reason": vote.reason} if asks_why else {}),
        }
        for vote in NamedVote.objects.filter(line__ballot=ballot).order_by("pk")
    ]
    return sorted(votes, key=lambda vote: vote["line"])


def _secret(ballot: Ballot) -> list[dict]:
    """Return the votes by tracker, or by choice alone where the terms switch trackers off."""
    rows = OpenedVote.objects.filter(ballot=ballot)
    if ballot.terms.trackers:
        return [{"tracker": row.tracker, "choice": row.choice} for row in rows.order_by("tracker")]
    return [{"choice": choice} for choice in sorted(row.choice for row in rows)]


def _tie_break(row) -> dict:
    return {
        "how": row.how,
        "choice": row.choice,
        "note": row.note,
        "by": row.settled_by_name,
        "settled_at": second(row.settled_at),
    }
