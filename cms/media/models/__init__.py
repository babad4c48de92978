"""Images and documents of the public site; confidential papers live elsewhere."""

from .document import DocumentText, SiteDocument
from .illustrated import IllustratedMixin
from .image import Rendition, SiteImage
from .private_file import PrivateFile

__all__ = [
    "DocumentText",
    "IllustratedMixin",
    "PrivateFile",
    "Rendition",
    "SiteDocument",
    "SiteImage",
]
