"""What is told to whom by e-mail, and how they want to hear of it."""

from .notice import Notice
from .preference import NoticePreference

__all__ = ["Notice", "NoticePreference"]
