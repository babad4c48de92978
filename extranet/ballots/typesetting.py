"""The record of a ballot on paper: what was signed, in the reader's language."""

import datetime
import json
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, override

from cms.core.codes import grouped
from cms.core.labels import pick, pick_language
from cms.core.models import SiteIdentity
from cms.core.shown_times import day
from cms.media.typeset import Entry, Fact, Paper, letterhead, nodes_from_html
from extranet.ballots import terms_in_words
from extranet.ballots.counting.outcomes import Outcome, Reckoning
from extranet.ballots.counting.terms import ABSTAIN, NO, YES, Method, Terms
from extranet.ballots.counting.words import in_words, outcome_in_words
from extranet.ballots.models import Ballot, Record, RollLine, TieBreak


def record_paper(
    ballot: Ballot, *, record: Record, identity: SiteIdentity, address: str, mark: str
) -> Paper:
    """Return the paper of a record, in the active language; all of it comes from what was signed.

    `mark` says in the foot of each page for whom it was made, and when.
    """
    language = get_language() or settings.LANGUAGE_CODE
    content = json.loads(record.content)
    with override(language):
        question, body = content["question"], content["body"]
        closed = _local(content["closed_at"])
        html = render_to_string("ballots/record_paper.html", _context(content))
        return Paper(
            language=language,
            title=pick(question["titles"]),
            dated=closed.date(),
            letterhead=letterhead(identity),
            line=[
                gettext("Record of a vote, number %(number)s") % {"number": content["number"]},
                day(closed),
                pick(body["labels"]) or ballot.body.label,
            ],
            facts=_facts(content),
            nodes=nodes_from_html(html, base_url=address),
            end=[
                Fact(
                    gettext("Signed by"),
                    [
                        Entry(text=row["name"], note=moment(row["signed_at"]))
                        for row in content["signatures"]
                    ],
                ),
                Fact(gettext("Digest (SHA-256)"), [Entry(text=in_groups(record.digest))]),
                Fact(
                    gettext("Digest before"),
                    [
                        Entry(
                            text=in_groups(record.previous)
                            or gettext("none: it is the first record of this body")
                        )
                    ],
                ),
            ],
            address=address,
            foot=f"{gettext('Confidential')} · {mark}",
        )


def in_groups(digest: str) -> str:
    """Return a digest in groups of sixteen, which can be read aloud and fit a line."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


def moment(text: str) -> str:
    """Return a moment of a record in words, in the site's zone, which is named."""
    at = _local(text)
    return f"{day(at)}, {formats.date_format(at, 'H:i')} {at:%Z}"


def _local(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).astimezone(ZoneInfo(settings.TIME_ZONE))


def _facts(content: dict) -> list[Fact]:
    """Return what is known before the text: outcome, rule with its article, when and where."""
    rule, terms = content["rule"], Terms.from_json(content["terms"])
    meeting, paper = content["question"]["meeting"], content["question"]["paper"]
    held = pick(meeting["titles"]) if meeting else gettext("In writing")
    return [
        Fact(gettext("Outcome"), [Entry(text=outcome_in_words(content["outcome"]))]),
        Fact(
            gettext("Kind of decision"),
            [Entry(text=pick(rule["labels"]) or rule["kind"], note=pick(rule["articles"]))],
        ),
        *(
            Fact(row["term"], [Entry(text=str(entry["text"])) for entry in row["entries"]])
            for row in terms_in_words.facts(terms)
        ),
        Fact(gettext("Held"), [Entry(text=held)]),
        Fact(gettext("Vote opened"), [Entry(text=moment(content["opened_at"]))]),
        Fact(gettext("Vote closed"), [Entry(text=moment(content["closed_at"]))]),
        Fact(
            gettext("Paper"),
            [
                Entry(
                    text=paper["title"],
                    note=gettext("version %(number)s, SHA-256 %(digest)s")
                    % {"number": paper["version"], "digest": in_groups(paper["sha256"])},
                )
            ]
            if paper
            else [],
        ),
    ]


def _context(content: dict) -> dict:
    """Return what the template of the paper shows."""
    terms = Terms.from_json(content["terms"])
    labels = {option["code"]: pick(option["labels"]) for option in content["options"]}
    manners = dict(RollLine.Manner.choices)
    texts = content["question"]["texts"]
    roll, tie_break = content["roll"], content["tie_break"]

    def choice(codes: list[str]) -> str:
        return ", ".join(labels.get(code) or code for code in codes) or gettext("Blank")

    return {
        "text": pick(texts),
        "text_language": pick_language(texts),
        "sentences": _sentences(content, terms),
        "results": _results(content, terms, labels),
        "tie": tie_break
        and {
            "how": TieBreak.How(tie_break["how"]).label,
            "choice": choice(tie_break["choice"]),
            "note": tie_break["note"],
            "by": tie_break["by"],
            "at": moment(tie_break["settled_at"]),
        },
        "in_meeting": content["present_at_close"] is not None,
        "roll": [line | {"manner": manners[line["manner"]]} for line in roll],
        "took_part": sum(line["took_part"] for line in roll),
        "votes": [
            vote
            | {
                "choice": choice(vote["choice"]),
                "line": _name_of(roll, vote.get("line")),
                "tracker": grouped(vote.get("tracker", "")),
            }
            for vote in content["votes"]
        ],
        "secret": terms.secret,
        "trackers": terms.trackers,
        "reasons": any(vote.get("reason") for vote in content["votes"]),
    }


def _name_of(roll: list[dict], number: int | None) -> str:
    return roll[number - 1]["name"] if number else ""


def _sentences(content: dict, terms: Terms) -> list[str]:
    """Return base, formula and quorum in words."""
    if terms.method not in (Method.MOTION, Method.SLATE):
        return _of_election(_settled(content))
    said = in_words(Reckoning.from_json(content["count"]), terms)
    if content["outcome"] == Outcome.TIE:
        said.append(gettext("The vote is repeated."))
    return said


def _of_election(count: dict) -> list[str]:
    said = []
    if count["formula"]:
        text = gettext("Elected is who has at least %(needed)s votes: %(formula)s.")
        said.append(text % {"needed": count["needed"], "formula": count["formula"]})
    if not count["quorum_met"]:
        said.append(gettext("Without the quorum nothing is decided."))
    if number := count["empty"].get("seats"):
        text = ngettext("%(number)s seat stays empty.", "%(number)s seats stay empty.", number)
        said.append(text % {"number": number})
    return said


def _settled(content: dict) -> dict:
    """Return the numbers of the count, with the tie settled if it is."""
    return content["tie_break"]["count"] if content["tie_break"] else content["count"]


def _results(content: dict, terms: Terms, labels: dict[str, str]) -> list[tuple[str, int]]:
    """Return what was chosen and how often; of an election who has a seat, and most votes first."""
    if terms.method in (Method.MOTION, Method.SLATE):
        count = content["count"]
        rows = [(labels.get(code) or code, count[code]) for code in (YES, NO, ABSTAIN)]
        return [*rows, (gettext("Blank"), count["blank"])]
    final = _settled(content)
    rows = []
    for code, votes in final["votes"].items():
        name = labels.get(code) or code
        if code in final["elected"]:
            name = gettext("%(name)s, elected") % {"name": name}
        rows.append((name, votes))
    rows.sort(key=lambda row: -row[1])
    return [*rows, (gettext("Blank"), final["blank"])]
