import pytest
from django.utils import translation

from cms.core.templatetags.kit import language_in_sentence
from cms.taxonomy.models import Topic


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "Spanish"), ("fr", "espagnol"), ("es", "español")]
)
def test_a_language_is_named_as_inside_a_sentence(language, expected):
    with translation.override(language):
        assert language_in_sentence("es") == expected


@pytest.mark.parametrize(
    ("language", "home", "choose"),
    [
        ("en", "Home", "Choose an item"),
        ("fr", "Accueil", "Choisissez un élément"),
        ("es", "Inicio", "Seleccionar un elemento"),
    ],
)
def test_screens_and_choosers_speak_the_readers_language(language, home, choose):
    viewset = Topic.snippet_viewset
    with translation.override(language):
        assert str(viewset.breadcrumbs_items[0]["label"]) == home
        assert str(viewset.chooser_viewset.widget_class.choose_one_text) == choose
