from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.core.models import BasePage
from cms.core.paging import further_pages
from cms.taxonomy.models import Topic
from home.models.statement import StatementPage
from home.statement_filters import StatementFilters
from home.views.feeds import StatementFeed


class StatementIndexPage(RoutablePageMixin, BasePage):
    """All positions of one language, to be filtered, and their feeds."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StatementPage"]
    list_name = "statements"
    # What a reader has chosen, while the list is being shown.
    filters: StatementFilters | None = None

    class Meta:
        verbose_name = _("list of statements")
        verbose_name_plural = _("lists of statements")

    def statements(self):
        """Return the published statements below this page."""
        # All below it, for nothing stands below a statement: a condition on the depth would have
        # the database look at every page first.
        return StatementPage.objects.filter(path__startswith=self.path).published()

    def sub_paths(self):
        codes = Topic.objects.values_list("code", flat=True)
        return ["feed/", *(f"feed/{code}/" for code in codes)]

    def public_paths(self):
        return further_pages("", self.last_pages("", {}).get(self.locale_id, 1))

    def last_pages(self, suffix, params):
        if suffix:
            return {}
        filters = self.filters or StatementFilters(self.statements(), params, "")
        return filters.last_pages(StatementPage.objects.published())

    @path("")
    def listing(self, request):
        """The list, filtered as the address says."""
        self.filters = StatementFilters(self.statements(), request.GET, self.get_url(request))
        return self.render(request, context_overrides={"filters": self.filters})

    @path("feed/", name="feed")
    @path("feed/<slug:topic>/", name="topic_feed")
    def feed(self, request, topic=None):
        """The newest statements as an Atom feed, of one topic where one is named."""
        return StatementFeed(self)(request, topic=topic)

    def feeds(self, request):
        title, url = gettext("New statements"), self.get_full_url(request) + "feed/"
        offered = [{"title": title, "url": url}]
        # The feed of the topic that a reader has chosen comes first.
        if self.filters and self.filters.topic:
            code, label = self.filters.topic
            offered.insert(0, {"title": f"{title} – {label}", "url": f"{url}{code}/"})
        return offered
