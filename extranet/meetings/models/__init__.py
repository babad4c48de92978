"""Meetings with their agenda, papers, replies and attendance."""

from .agenda_item import AgendaItem
from .attendance import Attendance
from .calendar_token import CalendarToken
from .guest import MeetingGuest
from .meeting import Meeting
from .paper import Paper
from .reply import Reply

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarToken",
    "Meeting",
    "MeetingGuest",
    "Paper",
    "Reply",
]
