"""The papers of a body: minutes and decisions, from plain values."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, override

from cms.core.templatetags.kit import day
from cms.media.typeset.nodes import nodes_from_html
from cms.media.typeset.paper import Entry, Fact, Notice, Paper


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Minutes of a meeting; `html` is what their Markdown becomes, days are in the meeting's zone.

    `attendance` maps a word for who was there how ("in the room", "excused") to names.
    """

    language: str
    body: str
    meeting: str
    day: datetime.date
    hours: str = ""
    place: str = ""
    attendance: Mapping[str, Sequence[str]]
    html: str
    # The meeting that approved them and its day; without both they are no more than a draft.
    approved_at: str = ""
    approved_on: datetime.date | None = None
    # Reference and title of each decision taken there.
    decisions: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Votes:
    """How many voted how; abstentions may not have been counted."""

    in_favour: int
    against: int
    abstentions: int | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """An entry of the register; `html` is its text, `majority` its majority in words.

    `replaces` and `replaced_by` are of other decisions: whether one revokes the other or else
    revises it, reference, title. `notes` put the entry right since, each with its day.
    """

    language: str
    reference: str
    title: str
    body: str
    meeting: str
    taken_on: datetime.date
    html: str
    majority: str
    votes: Votes | None = None
    replaces: tuple[bool, str, str] | None = None
    replaced_by: Sequence[tuple[bool, str, str]] = ()
    notes: Sequence[tuple[datetime.date, str]] = ()


def minutes_paper(minutes: Minutes, *, letterhead: dict, address: str) -> Paper:
    """Return the paper of minutes, in their language; unapproved ones say so first."""
    with override(minutes.language):
        facts = [
            Fact(gettext("Place"), _entries(minutes.place)),
            Fact(gettext("Hours"), _entries(minutes.hours)),
        ]
        facts += [Fact(word, _entries(*names)) for word, names in minutes.attendance.items()]
        decisions = [
            Entry(text=f"{reference}\u2002{title}") for reference, title in minutes.decisions
        ]
        return Paper(
            language=minutes.language,
            title=minutes.meeting,
            dated=minutes.approved_on or minutes.day,
            letterhead=letterhead,
            line=[gettext("Minutes"), day(minutes.day), minutes.body],
            notices=[_approval(minutes)],
            facts=facts,
            nodes=nodes_from_html(minutes.html, base_url=address),
            end=[Fact(gettext("Decisions in the register"), decisions)],
            address=address,
        )


def decision_paper(decision: Decision, *, letterhead: dict, address: str) -> Paper:
    """Return the paper of a decision, in the language of its text."""
    with override(decision.language):
        notes = [Entry(text=text, note=day(written_on)) for written_on, text in decision.notes]
        return Paper(
            language=decision.language,
            title=decision.title,
            dated=max([decision.taken_on, *(written_on for written_on, _text in decision.notes)]),
            letterhead=letterhead,
            line=[
                gettext("Decision %(reference)s") % {"reference": decision.reference},
                day(decision.taken_on),
                decision.body,
            ],
            notices=[_replaced(*later) for later in decision.replaced_by],
            nodes=nodes_from_html(decision.html, base_url=address),
            end=[
                Fact(gettext("Meeting"), _entries(decision.meeting)),
                Fact(gettext("Majority"), [Entry(text=decision.majority, note=_counted(decision))]),
                *_replaces(decision),
                Fact(gettext("Put right since"), notes),
            ],
            address=address,
        )


def _approval(minutes: Minutes) -> Notice:
    if not minutes.approved_on:
        return Notice(kind="warning", title=gettext("Not approved yet"))
    said = gettext("Approved by the meeting “%(meeting)s” of %(day)s.") % {
        "meeting": minutes.approved_at,
        "day": day(minutes.approved_on),
    }
    return Notice(kind="info", text=said)


def _replaced(revoked: bool, reference: str, title: str) -> Notice:
    if revoked:
        kind, said = "withdrawn", gettext("Revoked by a later decision")
    else:
        kind, said = "superseded", gettext("Revised by a later decision")
    return Notice(kind=kind, title=said, text=_named(reference, title))


def _replaces(decision: Decision) -> list[Fact]:
    if not decision.replaces:
        return []
    revokes, reference, title = decision.replaces
    word = gettext("Revokes") if revokes else gettext("Revises")
    return [Fact(word, [Entry(text=_named(reference, title))])]


def _named(reference: str, title: str) -> str:
    return gettext("Decision %(reference)s: %(title)s") % {"reference": reference, "title": title}


def _counted(decision: Decision) -> str:
    """Return how the votes fell, in words; empty where they were not counted."""
    votes = decision.votes
    if votes is None:
        return ""
    said = gettext("%(for)s in favour, %(against)s against") % {
        "for": votes.in_favour,
        "against": votes.against,
    }
    if votes.abstentions is None:
        return said
    abstained = ngettext("%(counter)s abstention", "%(counter)s abstentions", votes.abstentions)
    return f"{said}, {abstained % {'counter': votes.abstentions}}"


def _entries(*texts: str) -> list[Entry]:
    return [Entry(text=text) for text in texts if text]
