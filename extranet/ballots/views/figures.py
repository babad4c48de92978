"""The result of whatever a ballot was about, as its page, the projector and who signs see it."""

from extranet.ballots.elections.outcome import Outcome
from extranet.ballots.elections.words import region_names
from extranet.ballots.models import Ballot, ElectionRound
from extranet.ballots.results import Result


class RoundResult(Result):
    """The result of a round of an election."""

    has_figures = True

    def __init__(self, row: ElectionRound):
        super().__init__(row.ballot)
        self.round = Outcome(row, self.labels, region_names(row.election.regions))

    @property
    def outcome(self):
        return self.round.said

    @property
    def chart(self):
        return self.round.chart

    @property
    def words(self):
        return self.round.words


def result_of(ballot: Ballot) -> Result:
    """Return the result of a counted ballot."""
    result = Result(ballot)
    if result.has_figures:
        return result
    row = ElectionRound.objects.filter(ballot=ballot).select_related("election").first()
    if row is None:
        return result
    row.ballot = ballot
    return RoundResult(row)
