"""Writes about those who sign in."""

from .invitations import accept, check_unused, invite, resend, revoke
from .roles import sync_roles
from .second_factors import may_reset_second_factor, reset_second_factor

__all__ = [
    "accept",
    "check_unused",
    "invite",
    "may_reset_second_factor",
    "resend",
    "reset_second_factor",
    "revoke",
    "sync_roles",
]
