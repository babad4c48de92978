from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.core.models import BasePage
from cms.core.paging import further_pages
from cms.taxonomy.models import Topic
from home.models.statement import StatementPage
from home.statement_filters import StatementFilters, last_pages
from home.views.feeds import StatementFeed


class StatementIndexPage(RoutablePageMixin, BasePage):
    """All positions of one language, to be filtered, and their feeds."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StatementPage"]
    list_name = "statements"
    # Code and label of the topic that a reader has chosen: its feed is offered first.
    chosen_topic: tuple[str, str] | None = None

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
        return last_pages(StatementPage.objects.published(), params) if suffix == "" else {}

    @path("")
    def listing(self, request):
        """The list, filtered as the address says."""
        filters = StatementFilters(self.statements(), request.GET, self.get_url(request))
        self.chosen_topic = filters.topic
        return self.render(request, context_overrides={"filters": filters})

    @path("feed/", name="feed")
    @path("feed/<slug:topic>/", name="topic_feed")
    def feed(self, request, topic=None):
        """The newest statements as an Atom feed, of one topic where one is named."""
        return StatementFeed(self)(request, topic=topic)

    def feeds(self, request):
        title, url = gettext("New statements"), self.get_full_url(request) + "feed/"
        offered = [{"title": title, "url": url}]
        if self.chosen_topic:
            code, label = self.chosen_topic
            offered.insert(0, {"title": f"{title} – {label}", "url": f"{url}{code}/"})
        return offered
