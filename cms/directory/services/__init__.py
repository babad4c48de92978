"""What is done to the directory."""

from .bodies import load_bodies
from .periods import overlaps
from .vocabularies import is_without_vocabularies, load_vocabularies

__all__ = ["is_without_vocabularies", "load_bodies", "load_vocabularies", "overlaps"]
