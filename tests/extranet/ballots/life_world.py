"""What the machine of the life of a ballot knows, and what must hold after every step.

It knows by itself, from what was done, whose vote has to be taken and whose not; and it moves the
clock of the database, which alone says what is late.
"""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from cms.core.clock import database_now
from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.ballots.models import (
    Ballot,
    Count,
    NamedVote,
    OpenedVote,
    Participation,
    SealedVote,
    SealKey,
)
from extranet.core.models import AuditEntry
from tests.factories.directory import BodyFactory, OrganisationFactory
from tests.factories.extranet import delegate

from .casting_tools import drafted, mandate_of, rule_of

HOUR = datetime.timedelta(hours=1)


class Clock:
    """The database's clock, which a test may put forward."""

    def __init__(self):
        self.ahead = datetime.timedelta()

    def __enter__(self):
        connection.ensure_connection()
        connection.connection.create_function("strftime", 2, self.read)
        return self

    def __exit__(self, *error):
        # SQLite cannot be given its own function back: ours tells the true time from now on.
        self.ahead = datetime.timedelta()

    def read(self, form, moment):
        assert moment == "now"
        now = datetime.datetime.now(datetime.UTC) + self.ahead
        return now.strftime("%Y-%m-%d %H:%M:%S.") + f"{now.microsecond // 1000:03}"


@dataclass
class Seat:
    """Somebody on the body as the machine knows them."""

    user: object
    mandate: Mandate
    party: int
    ended: bool = False
    recused: object = None


class LifeOfABallot(RuleBasedStateMachine):
    """A body, a draft, and what has been done with it so far."""

    clock = Clock()

    @initialize(secret=st.booleans(), unit=st.sampled_from(["seat", "organisation"]))
    def prepare(self, secret, unit):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock.ahead = datetime.timedelta()
        self.secret, self.unit = secret, unit
        self.body = BodyFactory()
        self.parties = [OrganisationFactory() for _number in range(4)]
        self.suspended: set[int] = set()
        self.seats: list[Seat] = []
        self.chair = self.sit(0, Mandate.Role.CHAIR).user
        for party in (0, 1, 2, 3):
            self.sit(party)
        terms = {"secret": secret, "unit": unit, "proxies": 1}
        self.ballot = drafted(self.body, self.chair, rule_of(self.body, **terms))
        self.given: dict[int, object] = {}
        self.state, self.roll, self.before = "draft", {}, None
        self.votes: dict[int, list[str]] = {}
        self.steps = 0
        self.cast = 0
        self.counted = False

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def sit(self, party: int, role=Mandate.Role.MEMBER) -> Seat:
        starts = site_day(database_now())
        user = delegate(self.body, role, organisation=self.parties[party], starts_on=starts)
        seat = Seat(user, mandate_of(user, self.body), party)
        self.seats.append(seat)
        return seat

    def seat(self, place: int) -> Seat:
        return self.seats[place % len(self.seats)]

    def tries(self, act) -> bool:
        """Return whether something was done, not refused."""
        try:
            with transaction.atomic():
                act()
        except Refused:
            return False
        return True

    # What the machine knows.

    def key(self, seat: Seat) -> int:
        return seat.mandate.pk if self.unit == "seat" else -self.parties[seat.party].pk

    def has_vote(self, seat: Seat) -> bool:
        return not (seat.ended or seat.recused or seat.party in self.suspended)

    def expected_roll(self) -> dict[int, int | None]:
        """Return by whose mandate each unit's vote would be cast, None for its own."""
        by_mandate = {seat.mandate.pk: seat for seat in self.seats}
        roll = {self.key(seat): None for seat in self.seats if self.has_vote(seat)}
        given = sorted(self.given.values(), key=lambda row: row.pk)
        pairs = [(by_mandate[row.giver_id], by_mandate[row.holder_id]) for row in given]
        for giver, holder in pairs:
            if self.has_vote(giver) and self.has_vote(holder):
                roll[self.key(giver)] = holder.mandate.pk
        return roll

    def is_open(self) -> bool:
        return self.state == "open" and database_now() < self.closes_at

    def casts(self, who: Seat, key: int) -> bool:
        """Return whether a line is somebody's to cast now."""
        group = [seat for seat in self.seats if self.key(seat) == key]
        lasting = [seat for seat in group if not seat.ended]
        if not lasting or group[0].party in self.suspended:
            return False
        if self.roll[key] is None:
            return who in lasting and (self.unit == "seat" or not who.recused)
        holds = who.mandate.pk == self.roll[key] and not who.ended
        return holds and who.party not in self.suspended

    def frozen(self):
        ballot = Ballot.objects.get(pk=self.ballot.pk)
        fields = (ballot.terms_frozen, ballot.rule_id, ballot.titles, ballot.texts)
        return fields, *(
            list(rows.order_by("pk").values())
            for rows in (ballot.lines, ballot.exclusions, ballot.options, ballot.proxies)
        )

    # What holds after every step.

    @invariant()
    def one_step_more(self):
        self.steps += 1

    @invariant()
    def every_right_is_used_at_most_once_and_no_vote_is_lost(self):
        lines = list(Participation.objects.values_list("line", flat=True))
        assert sorted(lines) == sorted(self.votes)
        assert NamedVote.objects.count() == (0 if self.secret else self.cast)
        assert SealedVote.objects.count() == (len(self.votes) if self.secret else 0)

    @invariant()
    def it_is_in_its_state_and_nothing_of_it_changed(self):
        assert Ballot.objects.get(pk=self.ballot.pk).state == self.state
        if self.before is None:
            assert not self.ballot.lines.exists()
        else:
            assert self.frozen() == self.before

    @invariant()
    def what_is_counted_is_what_was_voted(self):
        counts = list(Count.objects.all())
        assert len(counts) == self.counted
        assert SealKey.objects.count() == (self.secret and self.state == "open")
        assert OpenedVote.objects.count() == (len(self.votes) if self.secret * self.counted else 0)
        for count in counts:
            tally = {}
            for choice in self.votes.values():
                tally["+".join(choice)] = tally.get("+".join(choice), 0) + 1
            assert count.numbers == {"tally": tally, "votes": len(self.votes)}

    @invariant()
    def nothing_is_said_of_secret_votes(self):
        entries = AuditEntry.objects.filter(action="ballot.voted").count()
        assert entries == (0 if self.secret else self.cast)
