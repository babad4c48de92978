"""Campaigns that the alliance runs with others."""

from .campaign import CampaignIndexPage, CampaignPage

__all__ = ["CampaignIndexPage", "CampaignPage"]
