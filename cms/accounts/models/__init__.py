"""The people who sign in."""

from .user import User

__all__ = ["User"]
