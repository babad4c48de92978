"""Share kits, who is told of new ones, and that they were told."""

from .kit import ShareKit
from .subscription import Announcement, KitMail, KitSubscription

__all__ = ["Announcement", "KitMail", "KitSubscription", "ShareKit"]
