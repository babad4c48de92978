"""Images and documents of the public site; confidential papers live elsewhere."""

from .document import DocumentText, SiteDocument
from .illustrated import IllustratedMixin
from .image import Rendition, SiteImage

__all__ = ["DocumentText", "IllustratedMixin", "Rendition", "SiteDocument", "SiteImage"]
