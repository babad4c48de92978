"""What is held about who is invited to meetings, replies, speaks and is there.

The record of a meeting that has begun is kept, for its minutes lean on it; before that, and of a
meeting that was cancelled, all may go.
"""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.meetings.models import (
    AgendaItem,
    Attendance,
    CalendarToken,
    Meeting,
    MeetingGuest,
    Paper,
    Reply,
)


class OfMeetingSource(OfBodySource):
    """Rows of a meeting; `day` may be told of each."""

    body_field = "meeting__body"
    day = (gettext_lazy("day of the meeting"), lambda row: row.meeting.local_start.date())

    def reason_to_keep(self, row):
        meeting = row.meeting
        if meeting.state != Meeting.State.CANCELLED and meeting.starts_at <= timezone.now():
            return _(
                "Who was invited to a meeting, replied, spoke and was there is part of its record: "
                "its minutes and its decisions lean on it."
            )
        return ""


class ReplySource(OfMeetingSource):
    """What somebody replied to convocations."""

    model = Reply
    person_field = "mandate__person"
    fields = (OfMeetingSource.day, "answer", "replied_at")


class ReplyNoteSource(OfMeetingSource):
    """What somebody wrote to the secretariat with a reply, of which no minutes tell: it goes."""

    code = "meetings.reply:note"
    model = Reply
    label = gettext_lazy("Notes to the secretariat")
    order = 25
    person_field = "mandate__person"
    fields = (OfMeetingSource.day, "note")

    def find(self, subject):
        return super().find(subject).exclude(note="")

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        Reply.objects.filter(pk=row.pk).update(note="")


class GuestSource(OfMeetingSource):
    """To which meetings somebody was invited by name."""

    model = MeetingGuest
    label = gettext_lazy("Invitations to meetings")
    person_field = "person"
    fields = (
        OfMeetingSource.day,
        (gettext_lazy("invited on"), lambda guest: guest.invited_at),
        "until",
    )


class AttendanceSource(OfMeetingSource):
    """At which meetings somebody was."""

    model = Attendance
    person_field = "person"
    fields = (OfMeetingSource.day, "manner")


class NamedSource(OfMeetingSource):
    """A row of a meeting that names somebody beside whom it is about: the name goes, not the row.

    `path` leads from the row to the person, its first step being the column that is emptied.
    """

    code = ""
    label = ""
    fields = (OfMeetingSource.day,)

    def __init__(self, model, path: str, label: str):
        self.model = model
        self.person_field = path
        self.column = path.partition("__")[0]
        self.code = f"{model._meta.label_lower}:{self.column}"
        self.label = label

    def erase(self, row):
        self.model.objects.filter(pk=row.pk).update(**{self.column: None})


class CalendarTokenSource(sources.ModelSource):
    """The secret address of somebody's calendar, without the secret."""

    model = CalendarToken
    user_field = "user"
    fields = (
        (gettext_lazy("made on"), attrgetter("made_at")),
        (gettext_lazy("last used"), attrgetter("used_at")),
    )


for source in (
    ReplySource(),
    ReplyNoteSource(),
    GuestSource(),
    AttendanceSource(),
    NamedSource(AgendaItem, "rapporteur", gettext_lazy("Agenda items presented")),
    NamedSource(
        Reply, "substitute__person", gettext_lazy("Replies that name the person as substitute")
    ),
    NamedSource(
        Attendance, "stands_for__person", gettext_lazy("Meetings at which somebody stood in")
    ),
    CalendarTokenSource(),
    ActSource(
        Meeting,
        "created_by",
        gettext_lazy("Meetings prepared"),
        body="body",
        when="created_at",
    ),
    ActSource(
        Paper,
        "tabled_by",
        gettext_lazy("Papers tabled"),
        body="item__meeting__body",
        when="tabled_at",
    ),
    ActSource(
        MeetingGuest,
        "invited_by",
        gettext_lazy("Guests invited"),
        body="meeting__body",
        when="invited_at",
    ),
    ActSource(
        Attendance,
        "recorded_by",
        gettext_lazy("Attendances recorded"),
        body="meeting__body",
        when="recorded_at",
    ),
    ActSource(
        Reply,
        "replied_by",
        gettext_lazy("Replies sent"),
        body="meeting__body",
        when="replied_at",
    ),
):
    sources.register(source)
