"""A counted round as its page shows it: votes as bars and table, who is elected, what is empty."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.charts import Chart, Series
from extranet.ballots.counting.elections import ElectionCount
from extranet.ballots.counting.terms import Tie
from extranet.ballots.counting.words import outcome_in_words
from extranet.ballots.elections.words import empty_in_words
from extranet.ballots.models import Ballot, ElectionRound
from extranet.ballots.results import Result
from extranet.ballots.services.elections.seating import elected_in
from extranet.ballots.services.elections.voting import count_of
from extranet.ballots.services.results import final_outcome


@dataclass(frozen=True)
class Standing:
    """How somebody did: their votes, and what comes of these in words."""

    name: str
    votes: int
    what: str
    is_elected: bool


class Outcome:
    """What a counted round came to; `labels` are what its options are called."""

    def __init__(self, row: ElectionRound, labels: dict[str, str], regions: dict[str, str]):
        self.row, self.labels, self.regions = row, labels, regions

    @property
    def ballot(self) -> Ballot:
        """The vote."""
        return self.row.ballot

    @cached_property
    def count(self) -> ElectionCount | None:
        """The count, ties settled where they are; None of a slate."""
        return count_of(self.ballot)

    @property
    def slate(self) -> Result | None:
        """The result of a slate, which is counted as a motion; None of another vote."""
        return None if self.count else Result(self.ballot)

    @property
    def said(self) -> str:
        """The outcome in words."""
        count = self.count
        if count is None:
            return outcome_in_words(final_outcome(self.ballot))
        if count.outcome == "tie":
            return _("A tie is to be settled.")
        if count.outcome == "no_quorum":
            return _("Nobody is elected: the quorum is not met.")
        if not count.elected:
            return _("Nobody is elected.")
        names = [self.labels.get(code, code).partition(" – ")[0] for code in count.elected]
        if len(names) == 1:
            return _("%(name)s is elected.") % {"name": names[0]}
        return _("%(count)s are elected.") % {"count": len(names)}

    @cached_property
    def standings(self) -> list[Standing]:
        """Everybody who stood, most votes first."""
        count = self.count
        if count is None:
            elected = elected_in(self.row)
            return [
                Standing(self.labels.get(code, code), 0, self._what(code), True) for code in elected
            ]
        codes = sorted(
            count.votes, key=lambda code: (-count.votes[code], self.labels.get(code, ""))
        )
        return [
            Standing(
                self.labels.get(code, code),
                count.votes[code],
                self._what(code),
                code in count.elected,
            )
            for code in codes
        ]

    def _what(self, code: str) -> str:
        count = self.count
        if count is None or code in count.elected:
            return _("elected")
        if any(code in tie for tie in count.ties):
            return _("tied")
        if code in count.waiting:
            return _("waits for the tie to be settled")
        if not count.votes[code]:
            return _("without a vote")
        if count.votes[code] < count.needed:
            return _("below the majority")
        least = min((count.votes[one] for one in count.elected), default=0)
        if count.elected and count.votes[code] > least:
            return _("no seat of their kind was left")
        return _("not elected")

    @property
    def chart(self) -> Chart:
        """The votes as bars and as a table."""
        return Chart(
            caption=_("Votes"),
            head=_("Candidate"),
            labels=tuple(row.name for row in self.standings),
            series=(Series(_("Votes"), tuple(row.votes for row in self.standings)),),
        )

    @property
    def words(self) -> list[str]:
        """Ballots, majority, quorum and what stays empty, in sentences."""
        count = self.count
        if count is None:
            return []
        said = [
            ngettext(
                "%(count)s ballot was handed in.", "%(count)s ballots were handed in.", count.cast
            )
            % {"count": count.cast}
        ]
        if count.blank:
            text = ngettext(
                "%(count)s of them was blank.", "%(count)s of them were blank.", count.blank
            )
            said.append(text % {"count": count.blank})
        if count.formula:
            said.append(
                _("Needed: %(needed)s votes of %(base)s (%(formula)s).")
                % {"needed": count.needed, "base": count.base, "formula": count.formula}
            )
        if count.quorum_needed:
            met = _("reached") if count.quorum_met else _("not reached")
            said.append(
                _("Quorum of %(needed)s: %(met)s.") % {"needed": count.quorum_needed, "met": met}
            )
        if count.lot:
            names = ", ".join(self.labels.get(code, code) for code in count.lot)
            said.append(_("The tie was settled in this order: %(names)s.") % {"names": names})
        return said + empty_in_words(count.empty, self.regions)

    @property
    def tie_is_open(self) -> bool:
        """Whether an order has to be drawn or said before two can sign."""
        count = self.count
        settled_here = self.ballot.terms.tie in (Tie.CHAIR, Tie.LOT)
        return count is not None and count.outcome == "tie" and settled_here
