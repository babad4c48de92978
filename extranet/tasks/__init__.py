"""Work that nobody should wait for."""

from .documents import read_version_text
from .notices import send_notices_of

__all__ = ["read_version_text", "send_notices_of"]
