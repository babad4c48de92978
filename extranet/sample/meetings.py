"""Meetings of the sample, with their agenda, replies, attendance, minutes and decisions."""

import datetime
import uuid
from zoneinfo import ZoneInfo

from django.utils import timezone

from cms.directory.models import Body, Mandate, Person
from extranet.models import (
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    FollowUp,
    Meeting,
    MeetingGuest,
    Minutes,
    MinutesRevision,
    Paper,
    Reply,
)
from extranet.sample import FOLDER

NAMESPACE = uuid.UUID("5f2c1c52-6f0e-4d0b-9a55-3a0d5c3fb1c4")


def day_of(text: str) -> datetime.date:
    """Return the day that an ISO date names."""
    return datetime.date.fromisoformat(text)


class Meetings:
    """Makes the meetings that are missing; `papers` finds the version of a sample document."""

    def __init__(self, today: datetime.date, papers):
        self.today = today
        self.papers = papers
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.people = {person.code: person for person in Person.objects.all()}
        self.meetings: dict[str, Meeting] = {}
        self.items: dict[tuple[str, str], AgendaItem] = {}
        self.added: set[str] = set()

    def make(self, rows: list[dict]) -> int:
        """Make what is missing of `rows`; return how many meetings were made."""
        for row in rows:
            uid = uuid.uuid5(NAMESPACE, row["code"])
            meeting = Meeting.objects.filter(uid=uid).first()
            if meeting is None:
                meeting = self._meeting(row, uid)
                self.added.add(row["code"])
            self.meetings[row["code"]] = meeting
        for row in rows:
            if row["code"] in self.added and "minutes" in row:
                self._minutes(self.meetings[row["code"]], row)
        return len(self.added)

    def _meeting(self, row: dict, uid: uuid.UUID) -> Meeting:
        zone = ZoneInfo(row["time_zone"])
        if "starts_at" in row:
            starts_at = datetime.datetime.fromisoformat(row["starts_at"]).replace(tzinfo=zone)
        else:
            day = self.today + datetime.timedelta(days=row["in_days"])
            time = datetime.time.fromisoformat(row["at"])
            starts_at = datetime.datetime.combine(day, time, zone)
        meeting = Meeting.objects.create(
            uid=uid,
            body=self.bodies[row["body"]],
            titles=row["titles"],
            notes=row.get("notes", {}),
            starts_at=starts_at,
            ends_at=starts_at + datetime.timedelta(hours=row["hours"]),
            time_zone=row["time_zone"],
            venue=row.get("venue", ""),
            online_url=row.get("online_url", ""),
            open_to_guests=row.get("open_to_guests", False),
            reply_by=self._in_days(row.get("reply_in_days")),
            state=row["state"],
            convened_at=self._convened_at(row, zone),
        )
        for position, item in enumerate(row["items"]):
            self._item(meeting, row["code"], item, position)
        self._people(meeting, row)
        return meeting

    def _in_days(self, days: int | None) -> datetime.date | None:
        return None if days is None else self.today + datetime.timedelta(days=days)

    def _convened_at(self, row: dict, zone: ZoneInfo) -> datetime.datetime | None:
        noon = datetime.time(12)
        if "convened_on" in row:
            return datetime.datetime.combine(day_of(row["convened_on"]), noon, zone)
        if "convened_days_ago" in row:
            return timezone.now() - datetime.timedelta(days=row["convened_days_ago"])
        return None

    def _item(self, meeting, code: str, row: dict, position: int, parent=None) -> None:
        item = AgendaItem.objects.create(
            meeting=meeting,
            parent=parent,
            position=position,
            kind=row["kind"],
            titles=row["titles"],
            notes=row.get("notes", {}),
            starts_at=row.get("starts_at"),
            minutes=row.get("minutes"),
            rapporteur=self.people[row["rapporteur"]] if "rapporteur" in row else None,
            closed_to_guests=row.get("closed_to_guests", False),
        )
        self.items[code, row["code"]] = item
        for late, codes in ((False, row.get("papers", ())), (True, row.get("late_papers", ()))):
            for place, version in enumerate(v for name in codes for v in self.papers(name)):
                Paper.objects.create(
                    item=item,
                    version=version,
                    position=place,
                    late=late,
                    tabled_at=timezone.now() if late else meeting.convened_at,
                )
        for place, child in enumerate(row.get("children", ())):
            self._item(meeting, code, child, place, item)

    def _people(self, meeting: Meeting, row: dict) -> None:
        for code, answer in row.get("replies", {}).items():
            mandate = self._mandate(meeting, code)
            Reply.objects.create(
                meeting=meeting, mandate=mandate, answer=answer, replied_at=timezone.now()
            )
        for code in row.get("present", ()):
            Attendance.objects.create(
                meeting=meeting, person=self.people[code], mandate=self._mandate(meeting, code)
            )
        if "guest" in row:
            MeetingGuest.objects.create(
                meeting=meeting,
                person=self.people[row["guest"]],
                until=meeting.ends_at + datetime.timedelta(days=7),
            )

    def _mandate(self, meeting: Meeting, code: str) -> Mandate | None:
        mandates = Mandate.objects.in_force_at(meeting.starts_at).filter(
            body=meeting.body, person=self.people[code]
        )
        return mandates.order_by("pk").first()

    def _minutes(self, meeting: Meeting, row: dict) -> None:
        said = row["minutes"]
        approved = self.meetings[said["approved_at"]] if "approved_at" in said else None
        until = meeting.ends_at.date() + datetime.timedelta(days=60)
        minutes = Minutes.objects.create(
            meeting=meeting, language=said["language"], corrections_until=until
        )
        revision = MinutesRevision.objects.create(
            minutes=minutes,
            number=1,
            text=(FOLDER / "minutes" / said["file"]).read_text(encoding="utf-8"),
        )
        if "correction" in said:
            asked = dict(said["correction"])
            person = self.people[asked.pop("person")]
            Correction.objects.create(minutes=minutes, revision=revision, person=person, **asked)
        # Locked last: nothing can be added to minutes that are approved.
        minutes.state = said["state"]
        minutes.approved_at = approved
        minutes.locked_at = approved.ends_at if approved else None
        minutes.save()

    def decide(self, rows: list[dict]) -> int:
        """Enter the decisions of the meetings just made; return how many."""
        made = 0
        for row in rows:
            if row["meeting"] not in self.added:
                continue
            meeting = self.meetings[row["meeting"]]
            self._decision(meeting, self.items[row["meeting"], row["item"]], row)
            made += 1
        return made

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
