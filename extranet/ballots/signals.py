"""Signals of this room, for notices and for rooms above.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

ballot_opened = Signal()
ballot_extended = Signal()
ballot_closed = Signal()
ballot_voided = Signal()
# The record is made: two have signed the result.
ballot_settled = Signal()
