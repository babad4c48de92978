"""What happens here, for who tells people of it or has to follow.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

meeting_convened = Signal()
meeting_changed = Signal()
meeting_cancelled = Signal()
paper_tabled = Signal()
