"""What a meeting leaves behind: minutes with their corrections, decisions and follow-ups."""

from .correction import Correction
from .decision import Decision
from .follow_up import FollowUp
from .minutes import Minutes
from .note import DecisionNote
from .revision import MinutesRevision

__all__ = [
    "Correction",
    "Decision",
    "DecisionNote",
    "FollowUp",
    "Minutes",
    "MinutesRevision",
]
