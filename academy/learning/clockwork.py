"""What learning does by the clock."""

from academy.core.clockwork import register
from academy.learning.services.reminders import remind

register(remind)
