"""A counted motion as its page and the projector show it: figures, words, the votes there were."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _

from cms.core.charts import Chart, Series
from cms.core.codes import grouped, normalise
from extranet.ballots.counting.motions import Reckoning, in_words
from extranet.ballots.counting.terms import Method
from extranet.ballots.counting.words import outcome_in_words
from extranet.ballots.forms.voting import in_words as choice_in_words
from extranet.ballots.forms.voting import labels_of
from extranet.ballots.models import Ballot, NamedVote, OpenedVote
from extranet.ballots.services.results import final_outcome


@dataclass(frozen=True)
class Cast:
    """One vote as it is published: who cast it where it was by name, else its tracker."""

    said: str
    name: str = ""
    organisation: str = ""
    reason: str = ""
    tracker: str = ""

    @property
    def grouped(self) -> str:
        """The tracker as people read it."""
        return grouped(self.tracker)


class Result:
    """What a closed ballot came to. The figures of an election are shown by its own page."""

    def __init__(self, ballot: Ballot):
        self.ballot = ballot
        self.labels = labels_of(ballot)

    @property
    def has_figures(self) -> bool:
        """Whether it is counted as yes, no and abstentions."""
        return self.ballot.terms.method in (Method.MOTION, Method.SLATE)

    @cached_property
    def reckoning(self) -> Reckoning:
        """The numbers of a motion, as they were reckoned at the close."""
        return Reckoning.from_json(self.ballot.count.numbers)

    @property
    def outcome(self) -> str:
        """The outcome in words: with the tie break, where a tie was settled."""
        return outcome_in_words(final_outcome(self.ballot))

    @property
    def words(self) -> list[str]:
        """Base, formula and quorum in sentences."""
        return in_words(self.reckoning, self.ballot.terms)

    @property
    def chart(self) -> Chart:
        """The votes as bars and as a table."""
        reckoned = self.reckoning
        figures = [
            (self.labels.get(code, code), getattr(reckoned, code))
            for code in ("yes", "no", "abstain")
        ]
        if reckoned.blank:
            figures.append((_("Blank"), reckoned.blank))
        return Chart(
            caption=_("Votes by answer"),
            head=_("Answer"),
            labels=tuple(label for label, _number in figures),
            series=(Series(_("Votes"), tuple(number for _label, number in figures)),),
            totals=True,
        )

    @cached_property
    def votes(self) -> list[Cast]:
        """Every vote: by name in the order of names; a secret one under its tracker, or, where
        there are none, in the order of the answers."""
        return self._opened() if self.ballot.terms.secret else self._named()

    def _named(self) -> list[Cast]:
        rows = NamedVote.objects.filter(line__ballot=self.ballot).select_related("line")
        last = {row.line_id: row for row in rows.order_by("pk")}
        return [
            Cast(
                choice_in_words(row.choice, self.labels),
                name=row.line.name,
                organisation=row.line.organisation_name,
                reason=row.reason,
            )
            for row in sorted(last.values(), key=lambda row: (row.line.name, row.line_id))
        ]

    def _opened(self) -> list[Cast]:
        rows = OpenedVote.objects.filter(ballot=self.ballot)
        if self.ballot.terms.trackers:
            return [
                Cast(choice_in_words(row.choice, self.labels), tracker=row.tracker)
                for row in rows.order_by("tracker")
            ]
        said = sorted(choice_in_words(row.choice, self.labels) for row in rows)
        return [Cast(text) for text in said]

    def find(self, tracker: str) -> Cast | None:
        """Return the published vote that a voter's tracker names; spaces and case do not matter."""
        wanted = normalise(tracker)
        return next((row for row in self.votes if row.tracker and row.tracker == wanted), None)


def participation(ballot: Ballot) -> tuple[int, int]:
    """Return how many of the roll's votes were cast, and how many there are: never what."""
    counted = ballot.lines.aggregate(cast=Count("participation"), entitled=Count("pk"))
    return counted["cast"], counted["entitled"]
