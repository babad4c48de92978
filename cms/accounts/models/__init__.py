"""The people who sign in, and the invitations by which they came."""

from .invitation import Invitation, InvitationState
from .user import User

__all__ = ["Invitation", "InvitationState", "User"]
