"""What the extranet adds to the page about one's own account."""

from cms.accounts import panels
from extranet.core.standing import standing_of


def _notices(request) -> dict | None:
    """Return the panel's context for who has anything to do with the extranet, else None."""
    standing = standing_of(request.user)
    return {} if standing.mandates or standing.secretariat else None


panels.register(panels.Panel("notices", 50, "notices/account-panel.html", _notices))
