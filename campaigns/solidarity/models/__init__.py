"""Solidarity with people and movements under pressure: cases, whom they concern, declarations."""

from .case import Case, CaseEvent
from .consent import ConsentDecision
from .page import SolidarityIndexPage, SolidarityPage
from .person import PersonConcerned
from .withdrawal import NameWithdrawal, TakenDownFile

__all__ = [
    "Case",
    "CaseEvent",
    "ConsentDecision",
    "NameWithdrawal",
    "PersonConcerned",
    "SolidarityIndexPage",
    "SolidarityPage",
    "TakenDownFile",
]
