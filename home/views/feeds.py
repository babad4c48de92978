"""Atom feeds of statements, per language and topic."""

import datetime
from collections import defaultdict

from django.http import Http404
from django.utils.translation import gettext as _

from cms.core.feeds import Category, SiteFeed, identity_of
from cms.core.shell import Shell
from cms.taxonomy.models import Topic
from home import positions
from home.models.statement import StatementPage

NEWEST = 30


def _topics_of(pages) -> dict[int, list[Topic]]:
    """Return the topics of positions by the id of their page: a query for each type of page."""
    found = defaultdict(list)
    for model in (StatementPage, *positions.other_types()):
        link = model._meta.get_field("topics").remote_field.through
        name = model._meta.model_name
        rows = link.objects.filter(**{f"{name}__in": [page.pk for page in pages]})
        for row in rows.select_related("topic").order_by("topic__code"):
            found[getattr(row, f"{name}_id")].append(row.topic)
    return found


class StatementFeed(SiteFeed):
    """The newest statements of one index page."""

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
        name = _("%(site)s: statements") % {"site": Shell(self.request).identity.short_name}
        return f"{name} – {topic.label}" if topic else name

    def link(self, topic):
        url = self.index_page.get_full_url(self.request)
        return f"{url}?topic={topic.code}" if topic else url

    def feed_url(self, topic):
        return self.index_page.get_full_url(self.request) + (
            f"feed/{topic.code}/" if topic else "feed/"
        )

    def feed_guid(self, topic):
        key, language = self.index_page.translation_key, self.index_page.locale.language_code
        return identity_of("feed", key, language, topic.code if topic else "")

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
        pages = positions.newest(chosen, NEWEST)
        self.topics = _topics_of(pages)
        return pages

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
        return identity_of("page", page.translation_key, page.locale.language_code)

    def item_pubdate(self, page):
        return datetime.datetime.combine(page.date, datetime.time(12), datetime.UTC)

    def item_updateddate(self, page):
        changed = page.last_published_at or self.item_pubdate(page)
        if page.withdrawn_day is None:
            return changed
        # A translation is not published anew when its text is withdrawn, but its readers must see.
        noon = datetime.datetime.combine(page.withdrawn_day, datetime.time(12), datetime.UTC)
        return max(changed, noon)

    def item_extra_kwargs(self, page):
        topics = [Category("topic", one.code, one.label) for one in self.topics[page.pk]]
        return {"terms": [Category("kind", page.kind, page.get_kind_display()), *topics]}
