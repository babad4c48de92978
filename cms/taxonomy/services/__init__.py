"""What is done to the vocabularies."""

from .vocabulary import Loaded, load_file, load_vocabulary

__all__ = ["Loaded", "load_file", "load_vocabulary"]
