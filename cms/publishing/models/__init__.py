"""What is known of the publication of pages: who approved what, and what goes out together."""

from .approval import Approval
from .bulk_run import BulkRun, BulkStep
from .followed_restriction import FollowedRestriction
from .four_eyes_task import FourEyesTask
from .release import Release, ReleaseItem
from .required_eyes import RequiredEyes
from .security_hold import HeldNameModel, SecurityHold

__all__ = [
    "Approval",
    "BulkRun",
    "BulkStep",
    "FollowedRestriction",
    "FourEyesTask",
    "HeldNameModel",
    "Release",
    "ReleaseItem",
    "RequiredEyes",
    "SecurityHold",
]
