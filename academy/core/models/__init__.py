from .cohort import Cohort, Quota, Target
from .course import Course
from .enrolment import Enrolment
from .history import HistoryEntry
from .pages import AcademyPage, CoursePage
from .trainer import Trainer

__all__ = [
    "AcademyPage",
    "Cohort",
    "Course",
    "CoursePage",
    "Enrolment",
    "HistoryEntry",
    "Quota",
    "Target",
    "Trainer",
]
