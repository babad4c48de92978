"""What is done to the directory."""

from .bodies import load_bodies
from .periods import overlaps

__all__ = ["load_bodies", "overlaps"]
