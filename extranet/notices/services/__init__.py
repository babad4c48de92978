"""Writing notices, sending them, and what is told ahead."""
