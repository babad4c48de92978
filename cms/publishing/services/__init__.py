"""What is published, and by whom."""

from .schedule import publish_due

__all__ = ["publish_due"]
