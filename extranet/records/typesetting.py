"""Minutes and decisions on paper: what their pages say, in their own language."""

from collections.abc import Iterable

from django.template.defaultfilters import capfirst, linebreaks
from django.utils.translation import gettext, ngettext, override

from cms.core.models import SiteIdentity
from cms.core.shown_times import day, hours
from cms.directory.querysets import site_day
from cms.media.typeset import Entry, Fact, Notice, Paper, letterhead, nodes_from_html
from extranet.meetings.models import Meeting
from extranet.records.models import Decision, DecisionNote, Minutes


def minutes_paper(
    minutes: Minutes,
    *,
    html: str,
    decisions: Iterable[Decision],
    identity: SiteIdentity,
    address: str,
    mark: str,
) -> Paper:
    """Return the paper of approved minutes; `html` is their text, `decisions` those to be named.

    `mark` says in the foot of each page for whom it was made, and when.
    """
    meeting, approved_at = minutes.meeting, minutes.approved_at
    start, end = meeting.local_start, meeting.local_end
    with override(minutes.language):
        named = [Entry(text=f"{row.reference}\u2002{row.title}") for row in decisions]
        return Paper(
            language=minutes.language,
            title=meeting.title,
            dated=approved_at.local_start.date(),
            letterhead=letterhead(identity),
            line=[gettext("Minutes"), day(start), meeting.body.label],
            notices=[
                Notice(
                    kind="info",
                    text=gettext("Approved by the meeting “%(meeting)s” of %(day)s.")
                    % {"meeting": approved_at.title, "day": day(approved_at.local_start)},
                )
            ],
            facts=[
                Fact(gettext("Place"), _entries(meeting.venue)),
                Fact(gettext("Hours"), _entries(hours(start, end))),
            ],
            nodes=nodes_from_html(html, base_url=address),
            end=[Fact(gettext("Decisions in the register"), named)],
            address=address,
            foot=_foot(mark),
        )


def decision_paper(
    decision: Decision,
    *,
    meeting: Meeting | None,
    earlier: Decision | None,
    later: Iterable[Decision],
    notes: Iterable[DecisionNote],
    identity: SiteIdentity,
    address: str,
    mark: str,
) -> Paper:
    """Return the paper of a decision, in the language in which its page shows it.

    Its meeting, the `earlier` decision that it replaces and the `later` ones that replace it are
    given where the reader may see them; `mark` is that of `minutes_paper`.
    """
    language = decision.language
    with override(language):
        written = [(note.text, site_day(note.written_at)) for note in notes]
        word = gettext("Revokes") if decision.effect == "revokes" else gettext("Revises")
        return Paper(
            language=language,
            title=decision.title,
            dated=max([decision.taken_on, *(on for _text, on in written)]),
            letterhead=letterhead(identity),
            line=[
                gettext("Decision %(reference)s") % {"reference": decision.reference},
                day(decision.taken_on),
                decision.body.label,
            ],
            notices=[_replaced(row) for row in later],
            nodes=nodes_from_html(linebreaks(decision.text, autoescape=True), base_url=address),
            end=[
                Fact(gettext("Meeting"), _entries(meeting and meeting.title)),
                Fact(gettext("Taken"), _entries(not decision.meeting_id and gettext("in writing"))),
                Fact(
                    gettext("Majority"),
                    [
                        Entry(
                            text=capfirst(decision.get_majority_display()), note=_counted(decision)
                        )
                    ],
                ),
                Fact(word, _entries(earlier and _named(earlier))),
                Fact(
                    gettext("Put right since"),
                    [Entry(text=text, note=day(on)) for text, on in written],
                ),
            ],
            address=address,
            foot=_foot(mark),
        )


def _foot(mark: str) -> str:
    return f"{gettext('Confidential')} · {mark}"


def _replaced(later: Decision) -> Notice:
    if later.effect == "revokes":
        kind, said = "withdrawn", gettext("Revoked by a later decision")
    else:
        kind, said = "superseded", gettext("Revised by a later decision")
    return Notice(kind=kind, title=said, text=_named(later))


def _named(decision: Decision) -> str:
    return gettext("Decision %(reference)s: %(title)s") % {
        "reference": decision.reference,
        "title": decision.title,
    }


def _counted(decision: Decision) -> str:
    """Return how the votes fell, in words; empty where they were not counted."""
    if decision.votes_for is None:
        return ""
    said = gettext("%(for)s in favour, %(against)s against") % {
        "for": decision.votes_for,
        "against": decision.votes_against,
    }
    if decision.abstentions is None:
        return said
    abstained = ngettext("%(counter)s abstention", "%(counter)s abstentions", decision.abstentions)
    return f"{said}, {abstained % {'counter': decision.abstentions}}"


def _entries(*texts: str | None) -> list[Entry]:
    return [Entry(text=text) for text in texts if text]
