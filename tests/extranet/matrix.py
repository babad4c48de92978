"""The table: for every address of the site, who may see it in which state."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.extranet.world import AUDITOR, GUESTS, INSIDE, SECRETARIAT, World

Cases = dict[str, tuple[frozenset[str], dict]]

# Public pages and the ways in; their own tests say what they show.
OPEN_TO_ALL = {
    "",
    "root",
    "accent",
    "robots",
    "sitemap",
    "search",
    "search_suggest",
    "search_feed",
    "search_api",
    "search_opensearch",
    "untranslated",
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
}
# What shows nothing but one's own account.
OWN_ACCOUNT: set[str] = set()


@dataclass(frozen=True)
class Row:
    """An address of the extranet: its cases by state, and how it is asked."""

    cases: Callable[[World], Cases]
    post: bool = False
    data: dict = field(default_factory=dict)


def everybody(_world: World) -> Cases:
    """Say that who has signed in with all that is required may see it."""
    return {"": (INSIDE, {})}


def the_body(allowed: frozenset[str]) -> Callable[[World], Cases]:
    """Say who may see a page of the body."""
    return lambda world: {"": (allowed, {"code": world.body.code})}


def these(allowed: frozenset[str]) -> Callable[[World], Cases]:
    """Say who may see a page that is about nothing in particular."""
    return lambda _world: {"": (allowed, {})}


AUDITORS = frozenset({SECRETARIAT, AUDITOR})

EXTRANET: dict[str, Row] = {
    "extranet:overview": Row(everybody),
    "extranet:bodies": Row(everybody),
    "extranet:body": Row(the_body(GUESTS)),
    "extranet:body_log": Row(the_body(AUDITORS)),
    "extranet:log": Row(these(AUDITORS)),
}
