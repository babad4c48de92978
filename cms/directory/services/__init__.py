"""What is done to the directory."""

from .attention import (
    Attention,
    broken_rules,
    mandates_ending,
    upcoming_ends,
    vacancies,
    what_needs_attention,
)
from .bodies import load_bodies, load_body_rules
from .compliance import Breach, RuleBroken
from .mandates import end_mandate, give_mandate
from .periods import overlaps
from .statuses import change_status, end_mandates_of, end_status
from .vocabularies import is_without_vocabularies, load_vocabularies, load_with

__all__ = [
    "Attention",
    "Breach",
    "RuleBroken",
    "broken_rules",
    "change_status",
    "end_mandate",
    "end_mandates_of",
    "end_status",
    "give_mandate",
    "is_without_vocabularies",
    "load_bodies",
    "load_body_rules",
    "load_vocabularies",
    "load_with",
    "mandates_ending",
    "overlaps",
    "upcoming_ends",
    "vacancies",
    "what_needs_attention",
]
