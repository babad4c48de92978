"""Admin screens of a vocabulary: listing, forms, choosers, import and export."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.widgets import BaseChooser
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.choosing import GuardedChooserViewSet
from cms.core.tabular.importing import ImportView, WatchImportView
from cms.core.tabular.listing import TabularIndexView, search_folded


class FoldedSearchForm(SearchFilterMixin, BaseFilterForm):
    """Searches a chooser as the listings are searched."""

    def filter(self, objects):
        query = self.cleaned_data.get("q")
        if query:
            self.is_searching, self.search_query = True, query
            objects = search_folded(objects, query, ("search_text",))
        return objects


class FoldedChooseView(ChooseView):
    """The chooser's window."""

    filter_form_class = FoldedSearchForm


class FoldedChooseResultsView(ChooseResultsView):
    """What the chooser's window finds."""

    filter_form_class = FoldedSearchForm


class FoldedChooserViewSet(GuardedChooserViewSet):
    """Chooses rows that have a `search_text`."""

    choose_view_class = FoldedChooseView
    choose_results_view_class = FoldedChooseResultsView

    @cached_property
    def widget_class(self):
        """The widget of form fields, its buttons in the language of whoever uses them."""
        widget = super().widget_class
        # Wagtail words them when it starts, in the language it starts in.
        for text in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(widget, text, getattr(BaseChooser, text))
        return widget


class TabularViewSet(SnippetViewSet):
    """Screens of a model; `tables` are its resources, the first that of the model itself."""

    index_view_class = TabularIndexView
    chooser_viewset_class = FoldedChooserViewSet
    # Whether those who write pages choose a row, besides those who have a right to the model.
    writers_choose = False
    tables = ()
    title = TabularIndexView.title
    label_field = None
    search_fields = ("search_text",)
    list_per_page = 50
    # Without it groups could not be given the right to look and export.
    inspect_view_enabled = True

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            tables=self.tables,
            import_url_name=self.get_url_name("import"),
            watch_url_name=self.get_url_name("import_watch"),
            **kwargs,
        )

    @property
    def breadcrumbs_items(self):
        """What leads to the screens, in the language of whoever reads it."""
        home, *rest = super().breadcrumbs_items
        return [{**home, "label": _("Home")}, *rest]

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(
            title=self.title, label_field=self.label_field, **kwargs
        )

    @property
    def import_view(self):
        """The view of the import screen."""
        return self.construct_view(ImportView)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("import/<slug:table>/", self.import_view, name="import"),
            path(
                "import/<slug:table>/<int:pk>/",
                self.construct_view(WatchImportView),
                name="import_watch",
            ),
        ]
