"""What ballots tell by e-mail: that one is open, ends soon, changed, is counted. Never more."""

import datetime
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.directory.querysets import site_day
from extranet.ballots import signals
from extranet.ballots.elections import notices  # noqa: F401
from extranet.ballots.lines import lines_to_cast, voters_of
from extranet.ballots.models import Ballot
from extranet.core.standing import Standing, readers_of
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import Kind, register
from extranet.notices.recipients import keepers, visible
from extranet.notices.services.reminders import Reminder
from extranet.notices.services.reminders import register as register_reminder

_BALLOT = _("Open the ballot")
_PAGE = ("extranet:ballot", "pk")
State = Ballot.State


def on_the_roll(ballot: Ballot, at: datetime.datetime) -> QuerySet:
    """Return who casts a vote of the roll."""
    return voters_of(ballot, at)


def silent(ballot: Ballot, at: datetime.datetime) -> QuerySet:
    """Return who has a vote left to cast: that somebody has voted is known, not what."""
    return voters_of(ballot, at, silent=True)


def readers(ballot: Ballot, at: datetime.datetime) -> QuerySet:
    """Return who reads what the body reads."""
    return readers_of(ballot.body, at)


def keepers_of(ballot: Ballot, at: datetime.datetime) -> QuerySet:
    """Return who may sign a result."""
    return keepers(ballot.body, at)


def to_cast(standing: Standing, ballot: Ballot) -> bool:
    """Return whether somebody has a vote left to cast in it, and it still runs."""
    return lines_to_cast(standing).filter(ballot=ballot).exists()


def is_void(standing: Standing, ballot: Ballot) -> bool:
    """Return whether it is void, for who may see it."""
    return ballot.state == State.VOID and visible(standing, ballot)


def is_counted(standing: Standing, ballot: Ballot) -> bool:
    """Return whether it is counted, for who may see it."""
    return ballot.state == State.CLOSED and visible(standing, ballot)


def to_sign(standing: Standing, ballot: Ballot) -> bool:
    """Return whether its result waits for the signature of somebody who manages the body."""
    waits = ballot.state == State.CLOSED and not hasattr(ballot, "record")
    mine = ballot.sign_offs.filter(user=standing.user)
    return waits and standing.may_manage(ballot.body_id) and not mine.exists()


register(
    50,
    Kind(
        "ballot_opened",
        Ballot,
        label=_("a vote is open"),
        subject=_("Extranet: you have a vote to cast"),
        sentence=_("One of your bodies votes, and you have a vote."),
        link=_BALLOT,
        page=_PAGE,
        told=on_the_roll,
        due=to_cast,
        declinable=False,
        related=("body",),
    ),
    Kind(
        "ballot_reminder",
        Ballot,
        label=_("a vote ends soon"),
        subject=_("Extranet: a vote ends soon"),
        sentence=_("A ballot ends tomorrow, and you have not voted yet."),
        link=_BALLOT,
        page=_PAGE,
        told=silent,
        due=to_cast,
        ahead=True,
        mark=attrgetter("closes_at"),
        related=("body",),
    ),
    Kind(
        "ballot_extended",
        Ballot,
        label=_("a vote is open longer"),
        subject=_("Extranet: a vote is open longer"),
        sentence=_("A ballot stays open longer, and you have not voted yet."),
        link=_BALLOT,
        page=_PAGE,
        told=silent,
        due=to_cast,
        mark=attrgetter("closes_at"),
        related=("body",),
    ),
    Kind(
        "ballot_voided",
        Ballot,
        label=_("a ballot is void"),
        subject=_("Extranet: a ballot is void"),
        sentence=_("A ballot of one of your bodies is void: it decides nothing."),
        link=_BALLOT,
        page=_PAGE,
        told=on_the_roll,
        due=is_void,
        related=("body",),
    ),
    Kind(
        "ballot_counted",
        Ballot,
        label=_("a ballot is counted"),
        subject=_("Extranet: a ballot is counted"),
        sentence=_("A ballot of one of your bodies is counted: its result is there."),
        link=_BALLOT,
        page=_PAGE,
        told=readers,
        due=is_counted,
        related=("body",),
    ),
    Kind(
        "ballot_to_sign",
        Ballot,
        label=_("the result of a ballot is to be signed"),
        subject=_("Extranet: a result is to be signed"),
        sentence=_("The result of a ballot waits for two signatures."),
        link=_BALLOT,
        page=_PAGE,
        keepers=True,
        told=keepers_of,
        due=to_sign,
        declinable=False,
        related=("body",),
    ),
)

announce_on(signals.ballot_opened, "ballot_opened", "ballot")
announce_on(signals.ballot_extended, "ballot_extended", "ballot")
announce_on(signals.ballot_voided, "ballot_voided", "ballot")
announce_on(signals.ballot_closed, "ballot_counted", "ballot")
announce_on(signals.ballot_closed, "ballot_to_sign", "ballot")


@register_reminder
def ballots_that_end_tomorrow(today: datetime.date):
    """Yield the ballots that end on the day after today."""
    tomorrow = today + datetime.timedelta(days=1)
    for ballot in Ballot.objects.running().exclude(closes_at=None).select_related("body"):
        if site_day(ballot.closes_at) == tomorrow:
            yield Reminder("ballot_reminder", ballot)
