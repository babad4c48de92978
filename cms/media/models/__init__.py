"""Images and documents of the public site; confidential papers live elsewhere."""

from .document import DocumentText, SiteDocument
from .image import Rendition, SiteImage

__all__ = ["DocumentText", "Rendition", "SiteDocument", "SiteImage"]
