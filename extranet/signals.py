"""What happens in the extranet, for who tells people of it.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

meeting_convened = Signal()
meeting_changed = Signal()
meeting_cancelled = Signal()
paper_tabled = Signal()
minutes_circulated = Signal()
minutes_approved = Signal()
decision_recorded = Signal()
follow_up_given = Signal()
document_shared = Signal()
demand_opened = Signal()
demand_reached = Signal()
