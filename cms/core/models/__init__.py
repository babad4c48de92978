"""The ground that every other model stands on; imports nothing from the floors above."""

from .content_version import ContentVersion
from .dated import DatedModel, DatedQuerySet
from .identity import SiteIdentity
from .page import BasePage
from .secret_link import SecretLinkModel
from .term import FoldedTextField, Term

__all__ = [
    "BasePage",
    "ContentVersion",
    "DatedModel",
    "DatedQuerySet",
    "FoldedTextField",
    "SecretLinkModel",
    "SiteIdentity",
    "Term",
]
