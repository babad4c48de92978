"""Campaigns that the alliance runs with others, their appeals and who signs them."""

from .appeal import Appeal
from .campaign import CampaignIndexPage, CampaignPage
from .organisation_signature import OrganisationSignature
from .signature import Signature
from .signing import Invalidation, Milestone, SigningKey
from .signing_policy import SigningPolicy

__all__ = [
    "Appeal",
    "CampaignIndexPage",
    "CampaignPage",
    "Invalidation",
    "Milestone",
    "OrganisationSignature",
    "Signature",
    "SigningKey",
    "SigningPolicy",
]
