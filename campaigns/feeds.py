"""The news of a page as an Atom feed."""

import datetime

from cms.core.feeds import SiteFeed, identity_of

NEWEST = 30


class UpdateFeed(SiteFeed):
    """The newest updates of one page, in the page's language."""

    def __init__(self, page):
        super().__init__()
        self.page = page

    def get_object(self, request):
        self.request = request
        self.address = self.page.get_full_url(request)

    def title(self):
        return self.page.feeds(self.request)[0]["title"]

    def link(self):
        return self.address

    def feed_url(self):
        return f"{self.address}feed/"

    def feed_guid(self):
        return identity_of("feed", self.page.translation_key, self.page.locale.language_code)

    def subtitle(self):
        return self.page.summary

    def items(self):
        return self.page.newest_updates[:NEWEST]

    def item_title(self, block):
        return block.value["title"]

    def item_description(self, block):
        return str(block.value["text"] or "")

    def item_link(self, block):
        return f"{self.address}#news-{block.id}"

    def item_guid(self, block):
        # The block of a translation has the id of the one it was translated from.
        return identity_of("news", block.id, self.page.locale.language_code)

    def item_pubdate(self, block):
        return datetime.datetime.combine(block.value["date"], datetime.time(12), datetime.UTC)

    item_updateddate = item_pubdate
