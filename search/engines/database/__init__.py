"""The engine that needs no server of its own: SQLite FTS5 or PostgreSQL."""

from .engine import DatabaseEngine

__all__ = ["DatabaseEngine"]
