"""What an account shows of the academy: the way to its rooms, for who has a place in them."""

from academy.core.standing import standing_of
from cms.accounts import panels


def academy(request) -> dict | None:
    """Return an empty context for who has to do with the academy; None leaves the section out."""
    return {} if standing_of(request.user).has_a_place else None


panels.register(panels.Panel("academy", 55, "academy_enrolment/account_panel.html", academy))
