"""Signals of this room, for notices and for rooms above.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

case_received = Signal()
opinions_asked = Signal()
case_put = Signal()
case_answered = Signal()
case_settled = Signal()
case_inquired = Signal()
statement_given = Signal()
letter_sent = Signal()
# Carries the `hearing`.
hearing_opened = Signal()
