"""What is taught within a cohort: lessons, their files, tests, and who has come how far."""

from .attempt import Attempt, AttemptAnswer
from .attendance import Attendance
from .file import LessonFile
from .lesson import Lesson, LessonText
from .progress import LessonProgress
from .question import Post, PostState, Question, Reply
from .quiz import Quiz, QuizChoice, QuizQuestion
from .reminder import Reminder
from .session import LiveSession
from .task import HandIn, HandInFile, Task

__all__ = [
    "Attempt",
    "AttemptAnswer",
    "Attendance",
    "HandIn",
    "HandInFile",
    "Lesson",
    "LessonFile",
    "LessonProgress",
    "LessonText",
    "LiveSession",
    "Post",
    "PostState",
    "Question",
    "Quiz",
    "QuizChoice",
    "QuizQuestion",
    "Reminder",
    "Reply",
    "Task",
]
