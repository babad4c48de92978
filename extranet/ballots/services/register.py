"""What follows from a result that two have signed: the register's entry, and word to who asked."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.directory.querysets import site_day
from extranet.ballots.counting.outcomes import Outcome
from extranet.ballots.models import Ballot, ElectionRound, Nomination, Record
from extranet.ballots.services.elections.seating import elected_in
from extranet.ballots.services.results import final_outcome
from extranet.core import deciding
from extranet.records.models import Decision
from extranet.records.services import decisions

# With these a question is decided; after the others it is asked again.
DECIDED = frozenset({Outcome.ADOPTED, Outcome.REJECTED})


@transaction.atomic
def follow_up(*, ballot: Ballot, record: Record, by) -> Decision | None:
    """Enter what was adopted in the register of decisions, tell the room that waits for it, and
    return the entry; None where nothing was adopted, or only an amendment.
    """
    outcome = final_outcome(ballot)
    decision = None
    if outcome == Outcome.ADOPTED and ballot.kind != Ballot.Kind.AMENDMENT:
        decision = _enter(ballot, by)
        record.decision = decision
        record.save(update_fields=["decision"])
    if ballot.subject_key and outcome in DECIDED:
        deciding.decided.send(
            sender=Ballot,
            subject_kind=ballot.subject_kind,
            subject_key=ballot.subject_key,
            kind=ballot.rule.kind,
            adopted=outcome == Outcome.ADOPTED,
            taken_on=decided_on(ballot),
            decision=decision,
            by=by,
        )
    return decision


def decided_on(ballot: Ballot) -> datetime.date:
    """Return the day on which it was decided: the close, or the meeting's nearest day to it."""
    if ballot.meeting is None:
        return site_day(ballot.closed_at)
    first, last = decisions.days_of(ballot.meeting)
    day = timezone.localdate(ballot.closed_at, ballot.meeting.zone)
    return min(max(first, day), last)


def _enter(ballot: Ballot, by) -> Decision:
    numbers = ballot.count.numbers
    titles = {code: title for code, title in ballot.titles.items() if title.strip()}
    return decisions.record(
        meeting=ballot.meeting,
        item=ballot.item,
        body=ballot.body,
        taken_on=decided_on(ballot),
        titles=titles,
        texts={code: _text(ballot, code) for code in titles},
        majority=Decision.Majority.BALLOT,
        votes_for=numbers.get("yes"),
        votes_against=numbers.get("no"),
        abstentions=numbers.get("abstain"),
        by=by,
    )


def _text(ballot: Ballot, language: str) -> str:
    """Return what was decided in a language: the motion, or its title, and who is elected."""
    parts = [ballot.texts.get(language, "").strip() or ballot.titles[language]]
    row = ElectionRound.objects.filter(ballot=ballot).first()
    if row is not None:
        keys = [code.removeprefix("c") for code in elected_in(row)]
        people = Nomination.objects.in_bulk(keys)
        names = ", ".join(people[int(key)].name for key in keys)
        with override(language):
            parts.append(gettext("Elected: %(names)s") % {"names": names})
    return "\n\n".join(parts)
