"""What others may want to know of appeals."""

from django.dispatch import Signal

# Sent once for each milestone of an appeal, after it is committed: `appeal`, `people`.
milestone_reached = Signal()
