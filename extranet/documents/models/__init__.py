"""Confidential documents: folders, versions, shares, stamped copies, and who read them."""

from .document import Document
from .folder import Folder
from .reading import Reading
from .share import Share
from .stamped_copy import StampedCopy
from .version import DocumentVersion

__all__ = [
    "Document",
    "DocumentVersion",
    "Folder",
    "Reading",
    "Share",
    "StampedCopy",
]
