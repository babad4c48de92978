"""Minutes and decisions of the sample's meetings."""

import datetime
import json
from pathlib import Path

from cms.directory.models import Person
from extranet.meetings.models import AgendaItem, Meeting
from extranet.meetings.sample.meetings import day_of, sample_item, sample_meeting
from extranet.records.models import Correction, Decision, FollowUp, Minutes, MinutesRevision

FOLDER = Path(__file__).parent


def _read(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


class Records:
    """Makes the minutes and decisions that are missing."""

    def __init__(self):
        self.people = {person.code: person for person in Person.objects.all()}

    def make(self) -> int:
        """Make what is missing of the sample; return how many rows were made.

        A meeting that has a decision, or minutes, is left as it is.
        """
        decided = set(Decision.objects.values_list("meeting", flat=True))
        written = set(Minutes.objects.values_list("meeting", flat=True))
        made = 0
        for row in _read("minutes"):
            meeting = sample_meeting(row["meeting"])
            if meeting and meeting.pk not in written:
                self._minutes(meeting, row)
                made += 1
        for row in _read("decisions"):
            meeting = sample_meeting(row["meeting"])
            item = sample_item(meeting, row["item"]) if meeting else None
            if item and meeting.pk not in decided:
                self._decision(meeting, item, row)
                made += 1
        return made

    def _minutes(self, meeting: Meeting, row: dict) -> None:
        approved = sample_meeting(row["approved_at"]) if "approved_at" in row else None
        until = meeting.ends_at.date() + datetime.timedelta(days=60)
        minutes = Minutes.objects.create(
            meeting=meeting, language=row["language"], corrections_until=until
        )
        revision = MinutesRevision.objects.create(
            minutes=minutes,
            number=1,
            text=(FOLDER / "minutes" / row["file"]).read_text(encoding="utf-8"),
        )
        if "correction" in row:
            asked = dict(row["correction"])
            person = self.people[asked.pop("person")]
            Correction.objects.create(minutes=minutes, revision=revision, person=person, **asked)
        # Locked last: nothing can be added to minutes that are approved.
        minutes.state = row["state"]
        minutes.approved_at = approved
        minutes.locked_at = approved.ends_at if approved else None
        minutes.save()

    def _decision(self, meeting: Meeting, item: AgendaItem, row: dict) -> None:
        taken_on = meeting.starts_at.date()
        last = Decision.objects.filter(body=meeting.body, year=taken_on.year).order_by("number")
        votes = row.get("votes") or (None, None, None)
        decision = Decision.objects.create(
            body=meeting.body,
            meeting=meeting,
            item=item,
            year=taken_on.year,
            number=last.last().number + 1 if last else 1,
            titles=row["titles"],
            texts=row["texts"],
            majority=row["majority"],
            votes_for=votes[0],
            votes_against=votes[1],
            abstentions=votes[2],
            closed_to_guests=not row.get("open", False),
            taken_on=taken_on,
        )
        for task in row.get("follow_ups", ()):
            FollowUp.objects.create(
                decision=decision,
                owner=self.people[task["owner"]],
                task=task["task"],
                due_on=day_of(task["due"]),
                done_on=day_of(task["done"]) if "done" in task else None,
            )
