"""Work that nobody should wait for."""

from .notices import send_notices_of

__all__ = ["send_notices_of"]
