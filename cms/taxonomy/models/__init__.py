"""The vocabularies that everything is filed under: one language-neutral row a term."""

from .place import Place
from .topic import Topic
from .topical import TopicalMixin

__all__ = ["Place", "Topic", "TopicalMixin"]
