"""What is done with translations."""

from .independence import end_translation
from .same_texts import mark_same

__all__ = ["end_translation", "mark_same"]
