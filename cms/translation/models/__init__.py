"""What is known of the languages of a page."""

from .published_text import PublishedText, PublishedTextQuerySet

__all__ = ["PublishedText", "PublishedTextQuerySet"]
