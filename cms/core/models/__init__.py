"""The models that all others build on; imports nothing from the floors above."""

from .consent import ConsentText
from .content_version import ContentVersion
from .dated import (
    ENDS_TOO_EARLY,
    DatedModel,
    DatedQuerySet,
    ends_after_start,
    refuse_early_end,
)
from .identity import SiteIdentity
from .page import BasePage
from .personal_data import DataSubject, PersonalDataMixin, PersonalDataQuerySet
from .secret_link import SecretLinkModel
from .sent_form import SentForm
from .table_import import TableImport
from .term import FoldedTextField, Term

__all__ = [
    "ENDS_TOO_EARLY",
    "BasePage",
    "ConsentText",
    "ContentVersion",
    "DataSubject",
    "DatedModel",
    "DatedQuerySet",
    "FoldedTextField",
    "PersonalDataMixin",
    "PersonalDataQuerySet",
    "SecretLinkModel",
    "SentForm",
    "SiteIdentity",
    "TableImport",
    "Term",
    "ends_after_start",
    "refuse_early_end",
]
