"""Atom feeds of statements, per language and topic."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.models import SiteIdentity
from cms.taxonomy.models import Topic
from home import positions

NEWEST = 30


class StatementFeed(Feed):
    """The newest statements of one index page."""

    feed_type = Atom1Feed

    def __init__(self, index_page):
        super().__init__()
        self.index_page = index_page

    def get_object(self, request, topic=None):
        self.request = request
        if topic is None:
            return None
        term = Topic.objects.filter(code=topic).first()
        if term is None:
            raise Http404
        return term

    def title(self, topic):
        identity = SiteIdentity.of(Site.find_for_request(self.request))
        name = _("%(site)s: statements") % {"site": identity.short_name}
        return f"{name} – {topic.label}" if topic else name

    def link(self, topic):
        url = self.index_page.get_full_url(self.request)
        return f"{url}?topic={topic.code}" if topic else url

    def feed_url(self, topic):
        return self.index_page.get_full_url(self.request) + (
            f"feed/{topic.code}/" if topic else "feed/"
        )

    def subtitle(self, topic):
        return self.index_page.summary

    def items(self, topic):
        home_path = self.index_page.get_parent().path
        rows = [
            self.index_page.statements(),
            *(
                model.objects.published().filter(path__startswith=home_path)
                for model in positions.other_types()
            ),
        ]
        chosen = [one.matching(topic=topic.code if topic else "") for one in rows]
        return positions.newest(chosen, NEWEST)

    def item_title(self, page):
        if page.state == page.State.CURRENT:
            return page.title
        # The language of the state is that of the list: what is withdrawn is so in all of them.
        return _("%(title)s (%(state)s)") % {"title": page.title, "state": page.state_label}

    def item_description(self, page):
        return page.summary

    def item_link(self, page):
        return page.get_full_url(self.request)

    def item_guid(self, page):
        # An address may change with the slug; the identity of the text does not.
        return f"urn:uuid:{page.translation_key}:{page.locale.language_code}"

    def item_pubdate(self, page):
        return datetime.datetime.combine(page.date, datetime.time(12), datetime.UTC)

    def item_updateddate(self, page):
        changed = page.last_published_at or self.item_pubdate(page)
        if page.withdrawn_day is None:
            return changed
        # A translation is not published anew when its text is withdrawn, but its readers must see.
        noon = datetime.datetime.combine(page.withdrawn_day, datetime.time(12), datetime.UTC)
        return max(changed, noon)

    def item_categories(self, page):
        return [page.get_kind_display()]
