"""Casts votes. Of a secret one nothing is written but that it was cast, and what was sealed."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from cms.core.clock import database_now
from cms.core.codes import new_code
from cms.core.errors import Refused
from extranet.ballots import sealing
from extranet.ballots.counting.terms import NO, Majority, Method, Terms
from extranet.ballots.models import Ballot, NamedVote, Participation, RollLine, SealedVote, SealKey
from extranet.ballots.models.vote import random_key
from extranet.ballots.services.holding import share
from extranet.ballots.services.standpoint import Bench, not_open
from extranet.core.services import audit

NOT_THEIRS = gettext_lazy("This vote is not yours: you are not on the roll with it.")
ENDED = gettext_lazy("The mandate that this vote belongs to has ended.")
VOTED = gettext_lazy("This vote has been cast already: a secret vote cannot be changed.")
SEALED = gettext_lazy("This vote cannot be sealed: the site’s secret is another one.")


@dataclass(frozen=True)
class Receipt:
    """What a voter takes away: the tracker of a secret vote, once, or nothing."""

    tracker: str = field(default="", repr=False)


@sensitive_variables("choice", "reason")
def cast(*, ballot: Ballot, line: RollLine, choice: list[str], by, reason: str = "") -> Receipt:
    """Cast the vote of a line of the roll; return the receipt. Raise Refused in the voter's words.

    Whether it is theirs and in time is asked at this moment, by the database's clock.
    """
    try:
        with transaction.atomic():
            return _cast(ballot, line, choice, by, reason)
    except IntegrityError as error:
        # The database has the last word: on a vote that came twice, or too late while it waited.
        refused = _in_words(ballot, line)
        if refused is None:
            raise
        # What the database says of the row that it refused is not for any report.
        del error
    raise Refused(refused)


@sensitive_variables()
def _cast(ballot: Ballot, line: RollLine, choice: list[str], by, reason: str) -> Receipt:
    ballot = share(ballot)
    moment = database_now()
    if refused := not_open(ballot, moment):
        raise Refused(refused)
    rows = RollLine.objects.select_for_update(no_key=True, of=("self",))
    line = rows.filter(ballot=ballot.pk, pk=line.pk).first()
    bench = Bench(ballot, by, moment)
    if line is None or not bench.is_theirs(line):
        raise Refused(ENDED if line and bench.was_theirs(line) else NOT_THEIRS)
    if hindrance := bench.hindrance(line):
        raise Refused(hindrance)
    terms = ballot.terms
    codes = [option.code for option in ballot.options.all()]
    choice = checked(choice, codes, terms)
    if terms.secret:
        return _seal(ballot, line, choice, codes)
    reason = reason.strip()
    if terms.majority == Majority.CONSENSUS and choice == [NO] and not reason:
        raise Refused(_("Say why you object."), field="reason")
    return _name(ballot, line, choice, reason, bench.standing.user, moment)


@sensitive_variables("choice", "known")
def checked(choice, codes: list[str], terms: Terms) -> list[str]:
    """Return a choice as it is kept; raise Refused where the options or the terms forbid it.

    An order that says nothing (of several candidates that are not ranked) is that of the options.
    """
    known = isinstance(choice, list) and all(isinstance(code, str) for code in choice)
    if not known or not set(choice) <= set(codes):
        raise Refused(_("That cannot be chosen here."), field="choice")
    if len(set(choice)) < len(choice):
        raise Refused(_("Choose nothing twice."), field="choice")
    most = {Method.MOTION: 1, Method.SLATE: 1, Method.PLURALITY: terms.seats}.get(terms.method)
    if most is not None and len(choice) > most:
        raise Refused(_("Choose %(most)s at most.") % {"most": most}, field="choice")
    if terms.method == Method.RANKED:
        return choice
    return [code for code in codes if code in choice]


@sensitive_variables()
def _seal(ballot: Ballot, line: RollLine, choice: list[str], codes: list[str]) -> Receipt:
    if Participation.objects.filter(line=line).exists():
        raise Refused(VOTED)
    try:
        key = sealing.unwrap(SealKey.objects.get(ballot=ballot).content, ballot.pk)
    except sealing.Unreadable:
        raise Refused(SEALED) from None
    tracker, row = new_code(), random_key()
    content = sealing.seal(key, (tracker, choice), ballot_id=ballot.pk, row=row, codes=codes)
    Participation.objects.create(line=line)
    SealedVote.objects.create(key=row, ballot=ballot, content=content)
    return Receipt(tracker if ballot.terms.trackers else "")


@sensitive_variables("choice", "reason", "last", "same")
def _name(ballot: Ballot, line: RollLine, choice, reason: str, user, moment) -> Receipt:
    last = line.votes.last()
    same = last and (last.choice, last.reason, last.cast_by_id) == (choice, reason, user.pk)
    # Sent twice is voted once; every change is kept.
    if same:
        return Receipt()
    Participation.objects.get_or_create(line=line)
    NamedVote.objects.create(
        line=line,
        choice=choice,
        reason=reason,
        cast_by=user,
        cast_by_name=user.name,
        cast_at=moment,
    )
    audit.record("ballot.voted", ballot, actor=user, body=ballot.body, line=line.pk)
    return Receipt()


def _in_words(ballot: Ballot, line: RollLine):
    """Return why the database refused a vote; None where it is for none of these reasons."""
    ballot = Ballot.objects.get(pk=ballot.pk)
    if refused := not_open(ballot, database_now()):
        return refused
    voted = Participation.objects.filter(line=line.pk).exists()
    return VOTED if voted and ballot.terms.secret else None
