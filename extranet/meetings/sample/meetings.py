"""Meetings of the sample, with their agenda, replies and attendance."""

import datetime
import json
import uuid
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from cms.directory.models import Body, Mandate, Person
from extranet.documents.sample.documents import sample_papers
from extranet.meetings.models import AgendaItem, Attendance, Meeting, MeetingGuest, Paper, Reply

FOLDER = Path(__file__).parent
NAMESPACE = uuid.UUID("5f2c1c52-6f0e-4d0b-9a55-3a0d5c3fb1c4")


def _rows() -> list[dict]:
    return json.loads((FOLDER / "meetings.json").read_text(encoding="utf-8"))


def _uid(code: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, code)


def sample_meeting(code: str) -> Meeting | None:
    """Return a meeting of the sample, None where it is missing."""
    return Meeting.objects.filter(uid=_uid(code)).first()


def sample_item(meeting: Meeting, code: str) -> AgendaItem | None:
    """Return a point of the agenda of a meeting of the sample, None where it is missing."""
    points = next(row["items"] for row in _rows() if _uid(row["code"]) == meeting.uid)
    points = [point for row in points for point in (row, *row.get("children", ()))]
    titles = next(point["titles"] for point in points if point["code"] == code)
    return next((item for item in meeting.items.all() if item.titles == titles), None)


def day_of(text: str) -> datetime.date:
    """Return the day that an ISO date names."""
    return datetime.date.fromisoformat(text)


class Meetings:
    """Makes the meetings that are missing."""

    def __init__(self, today: datetime.date):
        self.today = today
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.people = {person.code: person for person in Person.objects.all()}

    def make(self) -> int:
        """Make what is missing of the sample; return how many meetings were made."""
        missing = [row for row in _rows() if sample_meeting(row["code"]) is None]
        for row in missing:
            self._meeting(row)
        return len(missing)

    def _meeting(self, row: dict) -> Meeting:
        zone = ZoneInfo(row["time_zone"])
        if "starts_at" in row:
            starts_at = datetime.datetime.fromisoformat(row["starts_at"]).replace(tzinfo=zone)
        else:
            day = self.today + datetime.timedelta(days=row["in_days"])
            time = datetime.time.fromisoformat(row["at"])
            starts_at = datetime.datetime.combine(day, time, zone)
        meeting = Meeting.objects.create(
            uid=_uid(row["code"]),
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
            self._item(meeting, item, position)
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

    def _item(self, meeting, row: dict, position: int, parent=None) -> None:
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
        for late, codes in ((False, row.get("papers", ())), (True, row.get("late_papers", ()))):
            for place, version in enumerate(v for name in codes for v in sample_papers(name)):
                Paper.objects.create(
                    item=item,
                    version=version,
                    position=place,
                    late=late,
                    tabled_at=timezone.now() if late else meeting.convened_at,
                )
        for place, child in enumerate(row.get("children", ())):
            self._item(meeting, child, place, item)

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
