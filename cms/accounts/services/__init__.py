"""Writes about those who sign in."""

from .roles import sync_roles

__all__ = ["sync_roles"]
