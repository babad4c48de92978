"""What can be found, one module a floor below; importing this package registers the sources."""

from . import campaigns, directory, documents, events, extranet, pages, statements

__all__ = ["campaigns", "directory", "documents", "events", "extranet", "pages", "statements"]
