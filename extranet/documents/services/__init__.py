"""Keeping confidential documents. See docs/extranet-documents.md."""

from .posting import change, post, supersede, withdraw
from .sharing import revoke_share, share
from .storing import add_document, add_version

__all__ = [
    "add_document",
    "add_version",
    "change",
    "post",
    "revoke_share",
    "share",
    "supersede",
    "withdraw",
]
