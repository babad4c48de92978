from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.core.forms import BasePageForm
from cms.core.front_pages import published_pages
from cms.core.models.routing import TrailMixin
from cms.core.permissions import TranslationAwareTester
from cms.core.pictures import read_sizes
from cms.core.querysets import PublicPageManager


class BasePage(TrailMixin, Page):
    """What every page of the site has: a summary, and a place in the shell around it."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences, shown in lists and to search engines."),
    )

    objects = PublicPageManager()
    base_form_class = BasePageForm

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    # Whether the page's own template shows its trail; the home page has none.
    show_breadcrumbs = True
    # What other pages call the list that a page of this type is: one a language, right below home.
    list_name = ""

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        # Every way to render a page comes through here, a route of its own included.
        request.page = self
        read_sizes(self)
        return super().get_context(request, *args, **kwargs)

    def permissions_for_user(self, user):
        return TranslationAwareTester(user, self)

    @cached_property
    def public_versions(self) -> list[Page]:
        """The languages in which anybody may read this page, itself included, in one query.

        Asked for who may read it and for the languages it leads to alike.
        """
        published = published_pages().filter(translation_key=self.translation_key)
        return list(published.filter(alias_of__isnull=True).select_related("locale"))

    def sub_paths(self) -> list[str]:
        """Return the addresses below its own at which it answers too, as `pdf/`."""
        return []

    def get_route_paths(self):
        """Return what is redirected when the page gets another address; nothing while nobody but
        its editors has known one."""
        if not self.live and self.first_published_at is None:
            return []
        return ["/", *(f"/{path}" for path in self.sub_paths())]

    @property
    def preview_modes(self):
        """The ways to preview it: as it is, and as it reads in its other languages."""
        return [*super().preview_modes, *self._language_previews()]

    def _language_previews(self) -> list[tuple[str, str]]:
        if not self.pk:
            return []
        codes = (
            Page.objects.filter(translation_key=self.translation_key, alias_of__isnull=True)
            .exclude(locale_id=self.locale_id)
            .values_list("locale__language_code", flat=True)
        )
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        return [(code, names[code]) for code in sorted(codes) if code in names]

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """Return the answer to a preview; a mode that is a language shows that language's draft."""
        page = self
        if preview_mode in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
            version = Page.objects.get(
                translation_key=self.translation_key, locale__language_code=preview_mode
            )
            page = version.get_latest_revision_as_object()
            preview_mode = page.default_preview_mode
        return super(BasePage, page).make_preview_request(
            original_request, preview_mode, {"page": page} | (extra_request_attrs or {})
        )

    @property
    def meta_description(self) -> str:
        """The sentence for search engines and cards."""
        return self.search_description or self.summary

    def feeds(self, request) -> list[dict]:
        """Return the feeds this page offers, each with `title` and `url`."""
        return []
