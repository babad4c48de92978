"""Signals of this room, for notices and for rooms above.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

poll_asked = Signal()
poll_reminded = Signal()
poll_closed = Signal()
