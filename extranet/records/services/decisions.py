"""The register of decisions: entries are added, noted upon and replaced, never rewritten."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body, Mandate
from cms.directory.querysets import site_day
from extranet.core.services import audit
from extranet.core.standing import standing_of
from extranet.meetings.models import Meeting
from extranet.records import signals
from extranet.records.models import Decision, DecisionNote, FollowUp

Majority = Decision.Majority


def record(
    *,
    meeting: Meeting | None = None,
    body: Body | None = None,
    titles: dict,
    texts: dict,
    by,
    majority: str = Majority.CONSENSUS,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
    item=None,
    closed_to_guests: bool = True,
    taken_on: datetime.date | None = None,
    replaces: Decision | None = None,
    effect: str = "",
) -> Decision:
    """Enter what a meeting decided under the next number of its body and year; return the entry.

    What was decided in writing has no meeting, but a `body` and the day `taken_on`. Raise Refused
    where the counts do not make the majority, or the entry does not hang together.
    """
    votes = (votes_for, votes_against, abstentions)
    if meeting is not None:
        body, taken_on = meeting.body, taken_on or days_of(meeting)[0]
    check_texts(titles, texts)
    check_majority(majority, *votes)
    _check_day(meeting, taken_on)
    if item is not None and (meeting is None or item.meeting_id != meeting.pk):
        raise Refused(_("This item is not on the agenda of the meeting."), field="item")
    _check_replacement(body, taken_on, replaces, effect)
    with transaction.atomic():
        # Who comes second waits here, and then counts the first one's entry.
        body = Body.objects.select_for_update(no_key=True, of=("self",)).get(pk=body.pk)
        entries = Decision.objects.filter(body=body, year=taken_on.year)
        last = entries.aggregate(last=Max("number"))["last"] or 0
        decision = Decision.objects.create(
            body=body,
            meeting=meeting,
            item=item,
            year=taken_on.year,
            number=last + 1,
            titles=titles,
            texts=texts,
            majority=majority,
            votes_for=votes_for,
            votes_against=votes_against,
            abstentions=abstentions,
            closed_to_guests=closed_to_guests,
            taken_on=taken_on,
            replaces=replaces,
            effect=effect,
            recorded_by=by,
        )
        audit.record(
            "decision.recorded", decision, actor=by, body=body, reference=decision.reference
        )
        signals.decision_recorded.send(sender=Decision, decision=decision, by=by)
    return decision


def days_of(meeting: Meeting) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a meeting, where it is held."""
    zone = ZoneInfo(meeting.time_zone)
    return (
        timezone.localdate(meeting.starts_at, zone),
        timezone.localdate(meeting.ends_at, zone),
    )


def check_texts(titles: dict, texts: dict) -> None:
    """Raise Refused unless some language has both, and none has one without the other."""
    titled, written = ({code for code, text in row.items() if text} for row in (titles, texts))
    if not titled:
        raise Refused(_("Give it a title in one language at least."), field="titles")
    if not written:
        raise Refused(_("Write what was decided in one language at least."), field="texts")
    if titled != written:
        raise Refused(
            _("Title and text are needed in the same languages: who reads one needs the other."),
            field="texts" if titled - written else "titles",
        )


def check_majority(
    majority: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
) -> None:
    """Raise Refused where the counts are not what the kind of majority asks for.

    A vote may be recorded without counts, as by show of hands; then there is nothing to reckon.
    """
    counts = (votes_for, votes_against, abstentions)
    if all(count is None for count in counts):
        return
    if majority == Majority.CONSENSUS:
        raise Refused(_("Consensus counts no votes: leave them empty."), field="votes_for")
    if votes_for is None or votes_against is None:
        raise Refused(
            _("Give the votes in favour and those against, or neither."),
            field="votes_for" if votes_for is None else "votes_against",
        )
    given = {"for": votes_for, "against": votes_against, "abstentions": abstentions or 0}
    if majority == Majority.SIMPLE and not votes_for > votes_against:
        raise Refused(
            _(
                "%(for)d in favour and %(against)d against are no simple majority: more votes in "
                "favour than against are needed. Abstentions do not count."
            )
            % given,
            field="votes_for",
        )
    if majority == Majority.ABSOLUTE and not votes_for > votes_against + given["abstentions"]:
        raise Refused(
            _(
                "%(for)d in favour, %(against)d against and %(abstentions)d abstentions are no "
                "absolute majority: more than half of all votes is needed, and abstentions count."
            )
            % given,
            field="votes_for",
        )
    if majority == Majority.TWO_THIRDS and not (
        votes_for and 3 * votes_for >= 2 * (votes_for + votes_against)
    ):
        raise Refused(
            _(
                "%(for)d in favour and %(against)d against are not two thirds of the votes in "
                "favour and against. Abstentions do not count."
            )
            % given,
            field="votes_for",
        )
    if majority == Majority.THREE_QUARTERS and not (votes_for and votes_for >= 3 * votes_against):
        raise Refused(
            _(
                "%(for)d in favour and %(against)d against are not three quarters of the votes in "
                "favour and against. Abstentions do not count."
            )
            % given,
            field="votes_for",
        )


def _check_day(meeting: Meeting | None, taken_on: datetime.date) -> None:
    if meeting is None:
        if taken_on > site_day():
            raise Refused(_("That day has not come yet."), field="taken_on")
        return
    first, last = days_of(meeting)
    if not first <= taken_on <= last:
        raise Refused(_("That is not a day of the meeting."), field="taken_on")
    if meeting.state in (Meeting.State.DRAFT, Meeting.State.CANCELLED):
        raise Refused(_("This meeting is not convened: it decides nothing."))
    if meeting.starts_at > timezone.now():
        raise Refused(_("This meeting has not begun: it has decided nothing yet."))


def _check_replacement(body: Body, taken_on, replaces: Decision | None, effect: str) -> None:
    if replaces is None and not effect:
        return
    if replaces is None:
        raise Refused(_("Which earlier decision is it?"), field="replaces")
    if not effect:
        raise Refused(_("Does it revise the earlier decision or revoke it?"), field="effect")
    if replaces.body_id != body.pk:
        raise Refused(_("A body replaces decisions of its own alone."), field="replaces")
    if replaces.taken_on > taken_on:
        raise Refused(_("That decision was taken later than this one."), field="replaces")


@transaction.atomic
def note(*, decision: Decision, text: str, language: str, by) -> DecisionNote:
    """Put right what the register says of a decision, below the entry; return the note."""
    if not text.strip():
        raise Refused(_("Write what is to be put right."), field="text")
    added = DecisionNote.objects.create(
        decision=decision, text=text.strip(), language=language, written_by=by
    )
    audit.record("decision.noted", decision, actor=by, body=decision.body, note=added.pk)
    return added


@transaction.atomic
def open_to_guests(*, decision: Decision, opened: bool, by) -> Decision:
    """Let guests of the body read a decision, or no longer; return it."""
    decision.closed_to_guests = not opened
    decision.save(update_fields=["closed_to_guests"])
    action = "decision.opened" if opened else "decision.closed"
    audit.record(action, decision, actor=by, body=decision.body)
    return decision


def possible_owners(body: Body):
    """Return the people who can be given a task: those with a mandate on the body in force."""
    people = Mandate._meta.get_field("person").related_model
    return people.objects.filter(
        pk__in=Mandate.objects.in_force_at().filter(body=body).values("person")
    )


@transaction.atomic
def give_follow_up(*, decision: Decision, owner, task: str, by, due_on=None) -> FollowUp:
    """Give somebody of the body what is to be done because of a decision; return the task."""
    if not task.strip():
        raise Refused(_("Write what is to be done."), field="task")
    if not possible_owners(decision.body).filter(pk=owner.pk).exists():
        raise Refused(_("This person has no mandate on the body now."), field="owner")
    if due_on and due_on < decision.taken_on:
        raise Refused(_("That day lies before the decision."), field="due_on")
    follow_up = FollowUp.objects.create(
        decision=decision, owner=owner, task=task.strip(), due_on=due_on
    )
    audit.record(
        "follow_up.given", follow_up, actor=by, body=decision.body, decision=decision.reference
    )
    signals.follow_up_given.send(sender=FollowUp, follow_up=follow_up, by=by)
    return follow_up


def may_finish(follow_up: FollowUp, who) -> bool:
    """Return whether a user (or Standing) may say that a task is done: its owner, its body's
    officers and the secretariat."""
    standing = standing_of(who)
    body_id = follow_up.decision.body_id
    mine = standing.user is not None and follow_up.owner.user_id == standing.user.pk
    return standing.may_manage(body_id) or (mine and bool(standing.mandates_on(body_id)))


@transaction.atomic
def finish(*, follow_up: FollowUp, by, note: str = "") -> FollowUp:
    """Say that a task is done, today; return it. What is done already stays as it was said."""
    follow_up = _for_change(follow_up, by)
    if follow_up.done_on is None:
        follow_up.done_on, follow_up.note = site_day(), note.strip()
        follow_up.save(update_fields=["done_on", "note"])
        audit.record("follow_up.done", follow_up, actor=by, body=follow_up.decision.body)
    return follow_up


@transaction.atomic
def take_up_again(*, follow_up: FollowUp, by) -> FollowUp:
    """Take back that a task is done; what was noted stays."""
    follow_up = _for_change(follow_up, by)
    if follow_up.done_on is not None:
        follow_up.done_on = None
        follow_up.save(update_fields=["done_on"])
        audit.record("follow_up.reopened", follow_up, actor=by, body=follow_up.decision.body)
    return follow_up


def _for_change(follow_up: FollowUp, by) -> FollowUp:
    rows = FollowUp.objects.select_related("decision__body", "owner")
    held = rows.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if not may_finish(held, by):
        raise Refused(_("This task is somebody else’s."))
    return held
