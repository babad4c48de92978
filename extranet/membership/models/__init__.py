"""Models of this room."""

__all__ = []
