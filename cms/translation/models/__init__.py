"""What is known of the languages of a page."""

from .copied_text import CopiedText
from .independent_text import IndependentText
from .published_text import PublishedText, PublishedTextQuerySet
from .same_text import SameText

__all__ = ["CopiedText", "IndependentText", "PublishedText", "PublishedTextQuerySet", "SameText"]
