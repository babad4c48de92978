"""What an editor should see to before a text is published."""

from .registry import Check, Level, checks, errors, register

__all__ = ["Check", "Level", "checks", "errors", "register"]
