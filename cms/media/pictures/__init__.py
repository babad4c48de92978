"""Pictures as they may be stored: whole, still, upright, and silent about where and by whom they
were taken (docs/pictures.md)."""

from . import originals
from .checking import cleaned
from .stripping import stripped

__all__ = ["cleaned", "originals", "stripped"]
