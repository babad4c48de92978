"""What a published record looks like: who counts it again believes nothing else of it."""

from datetime import datetime

from .terms import Base, Majority, Method, Terms, Tie

FORMAT = 1
# Two answer for a result.
SIGNATURES = 2


class WrongShape(ValueError):
    """The record is not what the site publishes; `str()` says where, in English."""


def check_shape(record: dict) -> None:
    """Raise WrongShape unless a record has all its parts and these go together."""
    try:
        _check(record)
    except WrongShape:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongShape(f"the record lacks something: {error!r}") from error


def _check(record: dict) -> None:
    _want(record["format"] == FORMAT and type(record["format"]) is int, "its format is unknown")
    _want(type(record["number"]) is int and record["number"] > 0, "its number is none")
    _want(isinstance(record["body"]["code"], str), "its body has no code")
    question = record["question"]
    for labels in (record["body"]["labels"], question["titles"], question["texts"]):
        _want(_is_labels(labels), "a text is not given by language")
    terms = _terms(record)
    codes = [option["code"] for option in record["options"]]
    _want(all(isinstance(code, str) for code in codes), "an option has no code")
    _want(len(set(codes)) == len(codes), "two options have the same code")
    _roll(record)
    _votes(record, terms, set(codes))
    _moments(record)
    _signatures(record["signatures"])
    _tie_break(record["tie_break"], terms, codes)
    _want(isinstance(record["count"], dict), "it has no count")
    _want(isinstance(record["outcome"], str), "it has no outcome")


def _want(right: bool, otherwise: str) -> None:
    if not right:
        raise WrongShape(otherwise)


def _is_labels(labels) -> bool:
    pairs = labels.items()
    return all(isinstance(code, str) and isinstance(text, str) for code, text in pairs)


def _terms(record: dict) -> Terms:
    try:
        terms = Terms.from_json(record["terms"])
    except ValueError as error:
        raise WrongShape(f"its terms are unknown: {error}") from error
    _want(set(record["terms"]) == set(terms.to_json()), "terms are missing")
    _want(terms.fallback in ("", *Majority), "its fallback is unknown")
    _want(terms.fallback_base in ("", *Base), "its fallback is unknown")
    _want(0 <= terms.quorum_percent <= 100, "its quorum is no percentage")
    return terms


def _roll(record: dict) -> None:
    roll, at_close = record["roll"], record["present_at_close"]
    mode = record["question"]["mode"]
    _want(mode in ("meeting", "writing"), "it is held neither in a meeting nor in writing")
    in_meeting = mode == "meeting"
    if in_meeting:
        _want(type(at_close) is int and at_close >= 0, "nobody counted who was present")
    else:
        _want(at_close is None, "somebody is present where it is held in writing")
    for number, line in enumerate(roll, 1):
        _want(line["line"] == number and type(line["line"]) is int, "the roll has gaps")
        _want(type(line["took_part"]) is bool, "the roll does not say who took part")
        _want(
            type(line["present"]) is bool if in_meeting else line["present"] is None,
            "the roll does not say who was present",
        )
        names = (line["name"], line["organisation"], line["manner"], line["voter"])
        _want(all(isinstance(name, str) for name in names), "a line of the roll has no name")


def _votes(record: dict, terms: Terms, codes: set[str]) -> None:
    votes = record["votes"]
    for vote in votes:
        choice = vote["choice"]
        _want(
            isinstance(choice, list) and all(isinstance(code, str) for code in choice),
            "a vote is not a list of options",
        )
        _want(set(choice) <= codes, "a vote is for what is no option")
        _want(len(set(choice)) == len(choice), "a vote names the same option twice")
    if not terms.secret:
        lines = [vote["line"] for vote in votes]
        took_part = {line["line"] for line in record["roll"] if line["took_part"]}
        _want(all(type(line) is int for line in lines), "a vote is of no line of the roll")
        _want(set(lines) == took_part, "votes and who took part are not the same lines")
        _want(lines == sorted(lines), "the votes are not in the order of the roll")
        _want(all(isinstance(vote["by"], str) for vote in votes), "a vote names nobody")
        return
    allowed = {"choice", "tracker"} if terms.trackers else {"choice"}
    _want(all(set(vote) == allowed for vote in votes), "a secret vote says more than its choice")
    order = [vote["tracker"] if terms.trackers else vote["choice"] for vote in votes]
    _want(order == sorted(order), "the secret votes are not sorted")
    if terms.trackers:
        _want(all(isinstance(tracker, str) for tracker in order), "a tracker is none")
        _want(len(set(order)) == len(order), "two votes have the same tracker")


def _moments(record: dict) -> None:
    opened, closed = _moment(record["opened_at"]), _moment(record["closed_at"])
    if record["closes_at"] is not None:
        _moment(record["closes_at"])
    moments = [opened, closed, *(_moment(row["signed_at"]) for row in record["signatures"])]
    _want(moments == sorted(moments), "it was not opened, closed and signed in this order")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise WrongShape("a moment is none") from error
    _want(moment.tzinfo is not None, "a moment has no zone")
    return moment


def _signatures(signatures: list) -> None:
    _want(len(signatures) == SIGNATURES, "it is not signed by two")
    _want(
        all(isinstance(row["name"], str) and row["name"] for row in signatures),
        "a signature names nobody",
    )


def _tie_break(tie_break: dict | None, terms: Terms, codes: list[str]) -> None:
    if tie_break is None:
        return
    _want(
        tie_break["how"] == terms.tie and terms.tie in (Tie.CHAIR, Tie.LOT),
        "a tie is settled in another way than the terms say",
    )
    choice = tie_break["choice"]
    _want(isinstance(choice, list) and bool(choice), "a tie is settled by no choice")
    motion = terms.method in (Method.MOTION, Method.SLATE)
    _want(
        choice in (["yes"], ["no"]) if motion else set(choice) <= set(codes),
        "a tie is settled in favour of what is no option",
    )
    _want(isinstance(tie_break["count"], dict), "a settled tie has no count")
    _moment(tie_break["settled_at"])
