"""What is known of the languages of a page."""

from .assignment import Assignment, AssignmentQuerySet
from .copied_text import CopiedText
from .glossary_term import GlossaryTerm
from .independent_text import IndependentText
from .published_text import PublishedText, PublishedTextQuerySet
from .same_text import SameText, text_key
from .urgent_release import PromisedLanguage, UrgentRelease

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "CopiedText",
    "GlossaryTerm",
    "IndependentText",
    "PromisedLanguage",
    "PublishedText",
    "PublishedTextQuerySet",
    "SameText",
    "UrgentRelease",
    "text_key",
]
