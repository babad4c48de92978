"""The whole life of a ballot as a machine: what anybody may try, in any order."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cms.core.clock import database_now
from cms.directory.models import Mandate
from extranet.ballots.models import (
    Ballot,
)
from extranet.ballots.services import ballots, casting, closing, opening, proxies, recusals
from extranet.ballots.services.standpoint import why

from .casting_tools import DAY
from .life_world import HOUR, LifeOfABallot, Seat

# How much is prepared before somebody opens it, at most.
PATIENCE = 5
PLACE = st.integers(0, 5)


class Life(LifeOfABallot):
    """Prepare, give proxies, recuse, open, begin and end, suspend, vote, extend, void, close."""

    def is_prepared(self) -> bool:
        """Return whether there is patience for one step more before the opening."""
        return self.state == "draft" and self.steps < PATIENCE

    # What anybody may try.

    @precondition(is_prepared)
    @rule(giver=PLACE, holder=PLACE)
    def give_a_proxy(self, giver, holder):
        one, two = self.seat(giver), self.seat(holder)

        def give():
            self.given[one.mandate.pk] = proxies.give(
                ballot=self.ballot, giver=one.mandate, holder=two.mandate, by=one.user
            )

        if self.tries(give):
            assert self.state == "draft"
            assert self.key(one) != self.key(two)
            assert self.has_vote(one)
            assert self.has_vote(two)

    @precondition(lambda self: self.is_prepared() and self.given)
    @rule(data=st.data())
    def withdraw_a_proxy(self, data):
        pk = data.draw(st.sampled_from(sorted(self.given)))
        user = next(seat.user for seat in self.seats if seat.mandate.pk == pk)
        assert self.tries(lambda: proxies.withdraw(proxy=self.given[pk], by=user))
        del self.given[pk]

    @precondition(is_prepared)
    @rule(place=PLACE)
    def recuse(self, place):
        seat = self.seat(place)

        def say():
            seat.recused = recusals.recuse(ballot=self.ballot, by=seat.user, mandate=seat.mandate)

        assert self.tries(say)

    @precondition(lambda self: self.is_prepared() and any(s.recused for s in self.seats))
    @rule()
    def take_back_a_recusal(self):
        seat = next(seat for seat in self.seats if seat.recused)
        assert self.tries(lambda: recusals.take_back(recusal=seat.recused, by=seat.user))
        seat.recused = None

    @precondition(lambda self: self.state != "draft" or self.is_prepared())
    @rule(place=st.integers(1, 5))
    def a_mandate_ends(self, place):
        seat = self.seat(place)
        if not seat.ended and seat.user != self.chair:
            Mandate.objects.filter(pk=seat.mandate.pk).update(ended_at=database_now())
            seat.ended = True

    @precondition(lambda self: len(self.seats) < 8 and self.state != "draft")
    @rule(party=st.integers(0, 3))
    def a_mandate_begins(self, party):
        self.sit(party)

    @precondition(lambda self: self.state != "draft" or self.is_prepared())
    @rule(party=st.integers(0, 3))
    def an_organisation_is_suspended_or_not(self, party):
        self.suspended ^= {party}
        status = "suspended" if party in self.suspended else "member"
        self.parties[party].statuses.update(status=status)

    @precondition(lambda self: self.state != "draft")
    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours):
        self.clock.ahead += hours * HOUR

    @precondition(lambda self: self.state == "draft")
    @rule()
    def somebody_opens(self):
        may = any(self.has_vote(seat) for seat in self.seats)
        expected = self.expected_roll()
        # Hours pass whole: no vote comes at the very moment of the close, which races look at.
        closes_at = database_now() + 3 * DAY + HOUR / 2
        done = self.tries(
            lambda: opening.open_ballot(ballot=self.ballot, by=self.chair, closes_at=closes_at)
        )
        assert done == may
        if done:
            self.state, self.closes_at, self.roll = "open", closes_at, expected
            lines = self.ballot.lines.all()
            if self.unit == "organisation":
                found = {-line.organisation_id: line.voter_id for line in lines}
            else:
                found = {line.mandate_id: line.voter_id for line in lines}
            assert found == expected
            self.before = self.frozen()

    @precondition(lambda self: self.state != "draft" and self.roll)
    @rule(data=st.data(), place=PLACE, choice=st.sampled_from(["yes", "no", "abstain", "", "x"]))
    def somebody_votes(self, data, place, choice):
        key = data.draw(st.sampled_from(sorted(self.roll)))
        self.votes_with(self.seat(place), key, choice)

    @precondition(lambda self: self.state == "open")
    @rule(place=PLACE, choice=st.sampled_from(["yes", "no", "abstain", ""]))
    def somebody_votes_with_their_own(self, place, choice):
        seat = self.seat(place)
        if self.key(seat) in self.roll:
            self.votes_with(seat, self.key(seat), choice)

    @precondition(lambda self: self.state == "open")
    @rule(data=st.data(), choice=st.sampled_from(["yes", "no"]))
    def who_may_votes(self, data, choice):
        pairs = [
            (place, key)
            for place, seat in enumerate(self.seats)
            for key in sorted(self.roll)
            if self.casts(seat, key)
        ]
        if pairs:
            place, key = data.draw(st.sampled_from(pairs))
            self.votes_with(self.seats[place], key, choice)

    def votes_with(self, seat: Seat, key: int, choice: str) -> None:
        field = {"mandate": key} if key > 0 else {"mandate": None, "organisation": -key}
        line = self.ballot.lines.get(**field)
        offered = {row.pk for row in why(Ballot.objects.get(pk=self.ballot.pk), seat.user).lines}
        casts = self.is_open() and self.casts(seat, key)
        assert (line.pk in offered) == casts
        may = casts and choice != "x" and not (self.secret and line.pk in self.votes)
        wanted = [choice] if choice else []
        last = None if self.secret else line.votes.last()
        done = self.tries(
            lambda: casting.cast(ballot=self.ballot, line=line, choice=wanted, by=seat.user)
        )
        assert done == may
        if done:
            self.votes[line.pk] = wanted
            again = last and (last.choice, last.cast_by_id) == (wanted, seat.user.pk)
            self.cast += not again

    @precondition(lambda self: self.state != "draft")
    @rule(hours=st.integers(-10, 40))
    def somebody_extends(self, hours):
        until = getattr(self, "closes_at", database_now()) + hours * HOUR
        may = self.is_open() and hours > 0
        done = self.tries(
            lambda: opening.extend(ballot=self.ballot, until=until, reason="Snow", by=self.chair)
        )
        assert done == may
        if done:
            self.closes_at = until

    @precondition(lambda self: len(self.votes) > 2 or self.steps > 25)
    @rule()
    def the_chair_closes(self):
        done = self.tries(lambda: closing.close(ballot=self.ballot, by=self.chair))
        assert done == (self.state == "open")
        if done:
            self.state, self.counted = "closed", True

    @precondition(lambda self: self.state != "draft")
    @rule()
    def what_is_due_is_closed(self):
        due = self.state == "open" and not self.is_open()
        assert closing.close_due() == due
        if due:
            self.state, self.counted = "closed", True

    @precondition(lambda self: len(self.votes) > 2 or self.steps > 25)
    @rule(again=st.booleans())
    def somebody_declares_it_void(self, again):
        done = self.tries(
            lambda: opening.void(ballot=self.ballot, reason="X", by=self.chair, again=again)
        )
        assert done == (self.state in ("open", "closed"))
        self.state = "void" if done else self.state

    @precondition(lambda self: self.state != "draft")
    @rule(one=PLACE, two=PLACE)
    def somebody_prepares_too_late(self, one, two):
        one, two = self.seat(one), self.seat(two)
        texts, pair = {"en": "Another text"}, {"giver": one.mandate, "holder": two.mandate}
        for act in (
            lambda: ballots.change(ballot=self.ballot, by=self.chair, texts=texts),
            lambda: ballots.discard(ballot=self.ballot, by=self.chair),
            lambda: proxies.give(ballot=self.ballot, by=one.user, **pair),
            lambda: recusals.recuse(ballot=self.ballot, by=one.user, mandate=one.mandate),
            lambda: opening.open_ballot(ballot=self.ballot, by=self.chair),
        ):
            assert not self.tries(act)
