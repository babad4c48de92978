"""Prepares ballots: drafts that can change in everything until they are opened."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

from cms.core.errors import Refused
from cms.core.labels import site_languages
from cms.directory.models import Body
from extranet.ballots.counting.terms import ABSTAIN, NO, YES, Method, Terms
from extranet.ballots.models import Ballot, DecisionRule, Option, Recusal
from extranet.ballots.services.holding import hold_draft, require_manager
from extranet.core.services import audit
from extranet.core.standing import standing_of

Kind, Mode, State = Ballot.Kind, Ballot.Mode, Ballot.State

# Methods that ask one question: they have these options, in the languages of the site.
ON_A_QUESTION = frozenset({Method.MOTION, Method.SLATE})
ANSWERS = {
    YES: pgettext_lazy("vote", "Yes"),
    NO: pgettext_lazy("vote", "No"),
    ABSTAIN: pgettext_lazy("vote", "Abstention"),
}
CHANGEABLE = frozenset(
    {"rule", "titles", "texts", "mode", "meeting", "item", "motion", "position", "paper"}
    | {"closes_at"}
)


@transaction.atomic
def prepare(
    *,
    body: Body,
    rule: DecisionRule,
    titles: dict[str, str],
    texts: dict[str, str],
    by,
    mode: str = Mode.WRITING,
    meeting=None,
    item=None,
    motion: Ballot | None = None,
    paper=None,
    closes_at=None,
    previous: Ballot | None = None,
    subject: tuple[str, str] = ("", ""),
    terms: Terms | None = None,
) -> Ballot:
    """Prepare a vote of a body by one of its rules, and return the draft.

    With a `motion` it is an amendment to that. `terms` are others than the rule's, for a vote that
    follows another. A question has the options yes, no and abstention already. Raise Refused for
    who does not manage the body, and for what does not belong together.
    """
    if not standing_of(by).may_manage(body.pk):
        raise Refused(_("Only who convenes this body can prepare its votes."))
    ballot = Ballot(
        body=body,
        rule=rule,
        terms_given=terms.to_json() if terms else {},
        titles=titles,
        texts=texts,
        mode=mode,
        meeting=meeting,
        item=item,
        motion=motion,
        position=motion.amendments.count() + 1 if motion else 0,
        paper=paper,
        closes_at=closes_at,
        previous=previous,
        round=previous.round + 1 if previous else 1,
        subject_kind=subject[0],
        subject_key=subject[1],
    )
    return _store(ballot, by)


@transaction.atomic
def next_round(*, ballot: Ballot, by, terms: Terms | None = None) -> Ballot:
    """Return the draft of the vote that follows one, on the same question; a service calls it.

    By the rule in force for its kind, unless `terms` are given: those go on from the terms of the
    vote before. Who takes no part in it takes none again; proxies are given anew.
    """
    newest = DecisionRule.objects.in_force().filter(body=ballot.body_id, kind=ballot.rule.kind)
    rule = ballot.rule if terms else newest.first() or ballot.rule
    names = ("body", "titles", "texts", "mode", "meeting", "item", "motion", "position", "paper")
    made = Ballot(
        rule=rule,
        terms_given=terms.to_json() if terms else {},
        previous=ballot,
        round=ballot.round + 1,
        subject_kind=ballot.subject_kind,
        subject_key=ballot.subject_key,
        announced_at=timezone.now(),
        **{name: getattr(ballot, name) for name in names},
    )
    _store(made, by)
    if made.terms.method not in ON_A_QUESTION:
        Option.objects.bulk_create(
            Option(ballot=made, code=row.code, labels=row.labels, position=row.position)
            for row in ballot.options.all()
        )
    Recusal.objects.bulk_create(
        Recusal(
            ballot=made,
            mandate=row.mandate,
            organisation=row.organisation,
            reason=row.reason,
            recorded_by=row.recorded_by,
        )
        for row in ballot.recusals.all()
    )
    return made


def _store(ballot: Ballot, by) -> Ballot:
    _check(ballot)
    ballot.created_by = by
    ballot.save()
    _make_options(ballot)
    audit.record(
        "ballot.prepared",
        ballot,
        actor=by,
        body=ballot.body,
        rule=ballot.rule_id,
        round=ballot.round,
    )
    return ballot


@transaction.atomic
def change(*, ballot: Ballot, by, **fields) -> Ballot:
    """Change fields of a draft (those of `CHANGEABLE`) and return it; raise Refused as `prepare`
    does, and once it is opened."""
    if unknown := set(fields) - CHANGEABLE:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    require_manager(ballot, by)
    ballot = hold_draft(ballot)
    method = ballot.terms.method
    if "rule" in fields and fields["rule"].pk != ballot.rule_id:
        # What was given to it was made from the rule that it leaves.
        ballot.terms_given = {}
    for name, value in fields.items():
        setattr(ballot, name, value)
    vars(ballot).pop("terms", None)
    _check(ballot)
    ballot.save()
    if ballot.terms.method != method:
        ballot.options.all().delete()
        _make_options(ballot)
    audit.record("ballot.changed", ballot, actor=by, body=ballot.body, fields=sorted(fields))
    return ballot


@transaction.atomic
def announce(*, ballot: Ballot, by) -> Ballot:
    """Let the body see a draft, so that proxies and recusals can be told before it is opened."""
    require_manager(ballot, by)
    ballot = hold_draft(ballot)
    if ballot.announced_at is None:
        ballot.announced_at = timezone.now()
        ballot.save(update_fields=["announced_at"])
        audit.record("ballot.announced", ballot, actor=by, body=ballot.body)
    return ballot


@transaction.atomic
def discard(*, ballot: Ballot, by) -> None:
    """Delete a draft, with its options, proxies and recusals; raise Refused once it is opened."""
    require_manager(ballot, by)
    ballot = hold_draft(ballot)
    if ballot.amendments.exists():
        raise Refused(_("There are amendments to this motion: discard those first."))
    audit.record("ballot.discarded", ballot, actor=by, body=ballot.body)
    ballot.delete()


def _check(ballot: Ballot) -> None:
    """Set what kind of vote it is; raise Refused where its parts do not belong together."""
    if not any(text.strip() for text in ballot.titles.values()):
        raise Refused(_("Say what is voted on."), field="titles")
    if ballot.rule.body_id != ballot.body_id:
        raise Refused(_("This rule is another body’s."), field="rule")
    question = ballot.terms.method == Method.MOTION
    ballot.kind = Kind.MOTION if question else Kind.ELECTION
    if ballot.motion is not None:
        _check_amendment(ballot, question)
        ballot.kind = Kind.AMENDMENT
    if ballot.mode == Mode.WRITING:
        if ballot.meeting is not None or ballot.item is not None:
            raise Refused(_("A vote in writing belongs to no meeting."), field="mode")
    elif ballot.meeting is None or ballot.meeting.body_id != ballot.body_id:
        raise Refused(_("Choose a meeting of this body."), field="meeting")
    elif ballot.item is not None and ballot.item.meeting_id != ballot.meeting_id:
        raise Refused(_("This item is on another agenda."), field="item")


def _check_amendment(ballot: Ballot, question: bool) -> None:
    motion = Ballot.objects.select_for_update(no_key=True).get(pk=ballot.motion_id)
    if motion.kind != Kind.MOTION or motion.body_id != ballot.body_id or motion.pk == ballot.pk:
        raise Refused(_("An amendment changes a motion of the same body."), field="motion")
    if motion.state != State.DRAFT:
        raise Refused(_("This motion was opened: it cannot be amended any more."), field="motion")
    if not question:
        raise Refused(_("An amendment is voted on by yes or no."), field="rule")
    if ballot.pk and ballot.amendments.exists():
        raise Refused(_("A motion with amendments cannot be an amendment."), field="motion")


def _make_options(ballot: Ballot) -> None:
    if ballot.terms.method in ON_A_QUESTION:
        Option.objects.bulk_create(
            Option(ballot=ballot, code=code, labels=_in_languages(answer), position=place)
            for place, (code, answer) in enumerate(ANSWERS.items(), start=1)
        )


def _in_languages(text) -> dict[str, str]:
    """Return a translated text in every language of the site."""
    labels = {}
    for code in site_languages():
        with override(code):
            labels[code] = str(text)
    return labels
