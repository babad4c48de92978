"""What can be found, one module a floor below; importing this package registers the sources."""

from . import (
    academy,
    campaigns,
    directory,
    documents,
    events,
    extranet,
    pages,
    solidarity,
    statements,
)

__all__ = [
    "academy",
    "campaigns",
    "directory",
    "documents",
    "events",
    "extranet",
    "pages",
    "solidarity",
    "statements",
]
