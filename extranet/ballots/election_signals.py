"""Signals of elections, for notices and for rooms above.

Sent inside the transaction, with `election` or `nomination` and `by`, who did it or None.
"""

from django.dispatch import Signal

nominations_opened = Signal()
candidate_named = Signal()
candidate_admitted = Signal()
candidate_elected = Signal()
