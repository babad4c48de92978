from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.core.querysets import PublicPageManager


class BasePage(Page):
    """What every page of the site has: a summary, and a place in the shell around it."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences, shown in lists and to search engines."),
    )

    objects = PublicPageManager()

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    # Whether the page's own template shows its trail; the home page has none.
    show_breadcrumbs = True

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        request.page = self
        return super().serve(request, *args, **kwargs)

    @property
    def meta_description(self) -> str:
        """The sentence for search engines and cards."""
        return self.search_description or self.summary

    def feeds(self, request) -> list[dict]:
        """Return the feeds this page offers, each with `title` and `url`."""
        return []
