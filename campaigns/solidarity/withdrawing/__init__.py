"""Taking a name out of all that the site keeps: pages, drafts, translations, files, notes."""

from .sweep import Place, Sweep

__all__ = ["Place", "Sweep"]
