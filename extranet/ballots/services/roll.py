"""The electoral roll: one line a vote, and why who has none has none.

It is made from the mandates in force at the opening and stays as it was then. Before, the same
reckoning shows it to everybody.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from cms.core.clock import database_now
from cms.directory.models import Mandate, Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.ballots.counting.terms import Unit
from extranet.ballots.models import Ballot, Proxy, RollExclusion, RollLine
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.core.standing import ENTITLED
from extranet.meetings.models import Attendance

Role, Manner, Reason = Mandate.Role, RollLine.Manner, RollExclusion.Reason
Status = OrganisationStatus.Status

# A unit with a vote: ("seat", id of the mandate) or ("organisation", id of the organisation).
Key = tuple[str, int]


@dataclass(frozen=True)
class Roll:
    """The lines of a roll, and the mandates in force that have no vote of their own on it."""

    lines: list[RollLine] = field(default_factory=list)
    exclusions: list[RollExclusion] = field(default_factory=list)

    @property
    def present(self) -> int | None:
        """How many lines are present; None where the vote is held in writing."""
        if any(line.present is None for line in self.lines):
            return None
        return sum(line.present for line in self.lines)


def roll_now(ballot: Ballot, at: datetime.datetime | None = None) -> Roll:
    """Return the roll: the stored one, or of a draft what it would be at a moment, not stored."""
    if ballot.state != Ballot.State.DRAFT:
        lines = ballot.lines.select_related("mandate__person", "organisation", "voter__person")
        without = ballot.exclusions.select_related("mandate__person", "mandate__organisation")
        return Roll(list(lines), list(without))
    return _Reckoning(ballot, at or database_now()).roll()


def key_of(mandate: Mandate, unit: str) -> Key:
    """Return the unit that a mandate speaks for, where one is counted by `unit`."""
    if unit == Unit.ORGANISATION and mandate.organisation_id:
        return ("organisation", mandate.organisation_id)
    return ("seat", mandate.pk)


def line_key(line: RollLine) -> Key:
    """Return the unit whose vote a line is."""
    return ("seat", line.mandate_id) if line.mandate_id else ("organisation", line.organisation_id)


class _Reckoning:
    """The roll of a draft at one moment; ten queries at most."""

    def __init__(self, ballot: Ballot, moment: datetime.datetime):
        self.ballot = ballot
        self.unit = ballot.terms.unit
        rows = Mandate.objects.in_force_at(moment).filter(body=ballot.body_id)
        rows = rows.select_related("person", "organisation")
        self.mandates = {m.pk: m for m in rows.order_by("person__family_name", "pk")}
        recusals = list(ballot.recusals.all())
        self.recused = {row.mandate_id for row in recusals} - {None}
        self.recused_organisations = {row.organisation_id for row in recusals} - {None}
        self.statuses = statuses_of(
            {m.organisation_id for m in self.mandates.values()}, site_day(moment)
        )

    def roll(self) -> Roll:
        exclusions, speakers = [], {}
        for mandate in self.mandates.values():
            if reason := self._reason(mandate):
                exclusions.append(self._exclusion(mandate, reason))
                continue
            speaking = speakers.setdefault(key_of(mandate, self.unit), [])
            if speaking:
                exclusions.append(self._exclusion(mandate, Reason.SAME_ORGANISATION))
            speaking.append(mandate)
        lines = {key: self._line(key, group) for key, group in speakers.items()}
        if self.ballot.mode == Ballot.Mode.MEETING:
            self._seat(lines, speakers)
        self._give(lines)
        return Roll(list(lines.values()), exclusions)

    def _reason(self, mandate: Mandate) -> str:
        """Return why a mandate has no vote; nothing where it has."""
        if mandate.role not in ENTITLED:
            visiting = mandate.role in (Role.GUEST, Role.OBSERVER)
            return Reason.GUEST if visiting else Reason.NO_SEAT
        if mandate.organisation_id:
            status = self.statuses.get(mandate.organisation_id)
            if status not in VOTING_STATUSES:
                return Reason.SUSPENDED if status == Status.SUSPENDED else Reason.NO_MEMBER
        return Reason.RECUSED if self._is_recused(mandate) else ""

    def _is_recused(self, mandate: Mandate) -> bool:
        return mandate.pk in self.recused or mandate.organisation_id in self.recused_organisations

    def _exclusion(self, mandate: Mandate, reason: str) -> RollExclusion:
        return RollExclusion(ballot=self.ballot, mandate=mandate, reason=reason)

    def _line(self, key: Key, speaking: list[Mandate]) -> RollLine:
        mandate = speaking[0]
        organisation = str(mandate.organisation.name) if mandate.organisation else ""
        if key[0] == "organisation":
            return RollLine(
                ballot=self.ballot,
                organisation=mandate.organisation,
                name=organisation[:200],
                organisation_name=organisation,
            )
        return RollLine(
            ballot=self.ballot,
            mandate=mandate,
            organisation=mandate.organisation,
            name=mandate.person.name[:200],
            organisation_name=organisation,
        )

    def _seat(self, lines: dict[Key, RollLine], speakers: dict[Key, list[Mandate]]) -> None:
        """Say which lines are present, themselves or by who stands in, as attendance has it."""
        rows = list(Attendance.objects.filter(meeting=self.ballot.meeting_id))
        # Who stands in for somebody sits in that place.
        there = {row.person_id for row in rows if row.stands_for_id is None}
        there |= {row.person_id for row in rows if self._sits(row.mandate_id)}
        stand_ins = {row.stands_for_id: row.mandate_id for row in rows if row.stands_for_id}
        for key, line in lines.items():
            line.present = any(mandate.person_id in there for mandate in speakers[key])
            if line.present:
                continue
            for mandate in speakers[key]:
                stand_in = self.mandates.get(stand_ins.get(mandate.pk))
                if stand_in and not self._is_recused(stand_in):
                    line.present, line.manner, line.voter = True, Manner.SUBSTITUTE, stand_in
                    break

    def _sits(self, mandate_id: int | None) -> bool:
        mandate = self.mandates.get(mandate_id)
        return mandate is not None and mandate.role in ENTITLED

    def _give(self, lines: dict[Key, RollLine]) -> None:
        """Let proxies cast the lines of who gave them.

        A proxy lapses where its holder has no vote of their own, or is not there in person; then
        its giver votes as without it.
        """
        held, own = Counter(), {key for key, line in lines.items() if line.manner == Manner.OWN}
        rows = self.ballot.proxies.filter(withdrawn_at__isnull=True).order_by("pk")
        given = [row for row in rows if self._is_valid(row, lines)]
        givers = {key_of(self.mandates[row.giver_id], self.unit) for row in given}
        for row in given:
            holder = self.mandates[row.holder_id]
            key = key_of(holder, self.unit)
            present = lines[key].present
            if key not in own or key in givers or present is False:
                continue
            if held[holder.person_id] >= self.ballot.terms.proxies:
                continue
            held[holder.person_id] += 1
            line = lines[key_of(self.mandates[row.giver_id], self.unit)]
            line.manner, line.voter, line.present = Manner.PROXY, holder, present

    def _is_valid(self, row: Proxy, lines: dict[Key, RollLine]) -> bool:
        pair = [self.mandates.get(row.giver_id), self.mandates.get(row.holder_id)]
        if None in pair or any(self._reason(mandate) for mandate in pair):
            return False
        keys = [key_of(mandate, self.unit) for mandate in pair]
        return keys[0] != keys[1] and all(key in lines for key in keys)


def statuses_of(organisations: set[int | None], day: datetime.date) -> dict[int, str]:
    """Return what organisations were on a day, by id; one query."""
    rows = Organisation.objects.with_status(day).filter(pk__in=organisations - {None})
    return dict(rows.values_list("pk", "status"))
