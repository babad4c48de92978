"""Models of membership: a case with what belongs to it, and what an applicant wrote."""

from .application import Application
from .case import Case
from .file import CaseFile
from .hearing import Hearing
from .inquiry import Inquiry
from .letter import Letter
from .opinion import Opinion
from .work import CheckedPoint, Note

__all__ = [
    "Application",
    "Case",
    "CaseFile",
    "CheckedPoint",
    "Hearing",
    "Inquiry",
    "Letter",
    "Note",
    "Opinion",
]
