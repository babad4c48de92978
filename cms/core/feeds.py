"""Atom feeds as RFC 4287 wants them: authors, identities that last, categories that machines know.

Identities are `urn:uuid:` (RFC 9562): they hang neither on the host nor on the address of a page.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from cms.core.caching import kept
from cms.core.shell import Shell

# Of a feed in which nothing stands.
_NEVER = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Category:
    """A term of one of the site's vocabularies, and what it is called in the feed's language."""

    vocabulary: str
    term: str
    label: str


class AtomFeed(Atom1Feed):
    """A feed whose entries may have `terms`: a list of `Category`."""

    def latest_post_date(self):
        # Without entries Django takes this very moment, and the feed would change all the time.
        return super().latest_post_date() if self.items else _NEVER

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for one in item.get("terms", ()):
            attributes = {
                "term": one.term,
                "scheme": identity_of("vocabulary", one.vocabulary),
                "label": str(one.label),
            }
            handler.addQuickElement("category", "", attributes)


class SiteFeed(Feed):
    """A feed of the site, which is its author; `get_object` notes the `request`."""

    feed_type = AtomFeed

    def author_name(self):
        return author(self.request)

    def author_link(self):
        return settings.BASE_URL


def author(request) -> str:
    """Return who publishes the feeds of a site; RFC 4287 wants a name, so its address for want of
    another."""
    identity = Shell(request).identity
    return (identity.name if identity else "") or settings.BASE_URL


def identity_of(*parts) -> str:
    """Return what a thing is known by for good, from what tells it from all others of the site."""
    return uuid.uuid5(_namespace(), ":".join(map(str, parts))).urn


def _namespace() -> uuid.UUID:
    """Return the key that the site's first home has kept since it was made."""
    return kept(("feed namespace",), _read_namespace)


def _read_namespace() -> uuid.UUID:
    site = Site.objects.select_related("root_page").order_by("-is_default_site", "pk").first()
    return site.root_page.translation_key if site else uuid.NAMESPACE_URL
