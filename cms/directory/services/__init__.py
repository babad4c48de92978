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
from .vocabularies import is_without_vocabularies, load_vocabularies

__all__ = [
    "Attention",
    "Breach",
    "RuleBroken",
    "broken_rules",
    "end_mandate",
    "give_mandate",
    "is_without_vocabularies",
    "load_bodies",
    "load_body_rules",
    "load_vocabularies",
    "mandates_ending",
    "overlaps",
    "upcoming_ends",
    "vacancies",
    "what_needs_attention",
]
