"""Signals of this room, for notices and for rooms above.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

document_shared = Signal()
version_stored = Signal()
