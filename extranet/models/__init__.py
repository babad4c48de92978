"""Meetings and their papers, decisions, documents, notices: what a mandate gives a right to."""

from .agenda import AgendaItem, Paper
from .decision import Decision, DecisionNote, FollowUp
from .demand import Demand, DemandUnit
from .document import Document, DocumentVersion, Folder, Share, StampedCopy
from .log import AuditEntry, Reading
from .meeting import Meeting, MeetingGuest
from .minutes import Correction, Minutes, MinutesRevision
from .notice import CalendarToken, Notice, NoticePreference
from .reply import Attendance, Reply

__all__ = [
    "AgendaItem",
    "Attendance",
    "AuditEntry",
    "CalendarToken",
    "Correction",
    "Decision",
    "DecisionNote",
    "Demand",
    "DemandUnit",
    "Document",
    "DocumentVersion",
    "Folder",
    "FollowUp",
    "Meeting",
    "MeetingGuest",
    "Minutes",
    "MinutesRevision",
    "Notice",
    "NoticePreference",
    "Paper",
    "Reading",
    "Reply",
    "Share",
    "StampedCopy",
]
