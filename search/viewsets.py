"""Synonyms and editor's picks in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from cms.core.choosing import GuardedChooserViewSet
from cms.core.labels import site_languages
from search.models import Pick, Synonym


class PrefilledCreateView(CreateView):
    """Takes the language and the words from the address, as the report's links give them."""

    words_field = ""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or self.model()
        language = self.request.GET.get("language")
        if language in site_languages():
            instance.language = language
        words = self.request.GET.get("words", "").replace("\x00", "")[:100]
        setattr(instance, self.words_field, self.prefilled(words))
        return instance

    def prefilled(self, words: str) -> str:
        """Return what the field holds at first."""
        return words


class SynonymCreateView(PrefilledCreateView):
    """The form of a new synonym."""

    words_field = "words"

    def prefilled(self, words: str) -> str:
        # What means the same is still to be written.
        return f"{words}, " if words else ""


class PickCreateView(PrefilledCreateView):
    """The form of a new pick."""

    words_field = "query"


class SynonymViewSet(SnippetViewSet):
    chooser_viewset_class = GuardedChooserViewSet
    model = Synonym
    icon = "collapse-down"
    add_view_class = SynonymCreateView
    list_display = [
        "words",
        Column("language", label=_("Language"), accessor="get_language_display"),
    ]
    list_filter = ["language"]
    search_fields = ["words"]
    search_backend_name = None


class PickViewSet(SnippetViewSet):
    chooser_viewset_class = GuardedChooserViewSet
    model = Pick
    icon = "pick"
    add_view_class = PickCreateView
    list_display = [
        "query",
        Column("page", label=_("Page")),
        Column("language", label=_("Language"), accessor="get_language_display"),
    ]
    list_filter = ["language"]
    search_fields = ["query", "folded_query"]
    search_backend_name = None

    def get_queryset(self, request):
        return Pick.objects.select_related("page")


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, PickViewSet)
    menu_label = _("Site search")
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 330
