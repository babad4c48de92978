"""Which votes of a roll are present in a meeting, from the attendance that is recorded there."""

from extranet.ballots.models import Ballot
from extranet.core.standing import ENTITLED
from extranet.meetings.models import Attendance


def number_present(ballot: Ballot) -> int | None:
    """Return how many votes of the roll are present now, None where it is held in writing.

    A vote is present with its seat, with who stands in for it or holds its proxy, and one of an
    organisation with any of its delegates. Three queries.
    """
    if ballot.meeting_id is None:
        return None
    mandates, organisations = set(), set()
    rows = Attendance.objects.filter(meeting=ballot.meeting_id).select_related("mandate")
    for row in rows:
        mandates |= {row.mandate_id, row.stands_for_id}
        if row.mandate and row.mandate.body_id == ballot.body_id and row.mandate.role in ENTITLED:
            organisations.add(row.mandate.organisation_id)
    mandates.discard(None)
    organisations.discard(None)
    return sum(
        line.voter_id in mandates
        or (
            line.mandate_id in mandates
            if line.mandate_id
            else line.organisation_id in organisations
        )
        for line in ballot.lines.all()
    )
