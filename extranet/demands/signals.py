"""What happens here, for who tells people of it or has to follow.

Sent inside the transaction, with the thing as a keyword and `by`, the user who did it or None.
"""

from django.dispatch import Signal

demand_opened = Signal()
demand_reached = Signal()
