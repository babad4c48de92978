"""What a poll of django-simple-poll lacks here: whose it is, how it is asked, who has answered."""

from .answer import Answer, Choice
from .moment import ItemMoment
from .question import Question

__all__ = [
    "Answer",
    "Choice",
    "ItemMoment",
    "Question",
]
