"""Labels: one field, a text in every language of the site."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.core.labels import LabelsFormField, pick, site_languages
from cms.taxonomy.models import Place

BOARD = {"en": "Board", "fr": "Conseil", "es": "Consejo"}


def test_the_default_language_comes_first():
    assert site_languages() == ["en", "fr", "es"]


@pytest.mark.parametrize(("language", "label"), BOARD.items())
def test_a_label_is_in_the_active_language(language, label):
    with translation.override(language):
        assert pick(BOARD) == label


def test_a_missing_language_falls_back_to_the_default_then_to_any():
    assert pick({"en": "Board", "es": ""}, "es") == "Board"
    assert pick({"es": "Consejo"}, "fr") == "Consejo"
    assert pick({"de": "Vorstand"}, "fr") == "Vorstand"
    assert pick({}) == pick(None) == ""


def test_a_required_field_wants_every_language():
    field = LabelsFormField()
    assert field.clean(["Board", " Conseil ", "Consejo"]) == BOARD
    with pytest.raises(ValidationError) as caught:
        field.clean(["Board", "", ""])
    assert caught.value.messages == ["A text is missing in: Français, Español."]
    with pytest.raises(ValidationError):
        field.clean(["", "", ""])


def test_an_optional_field_takes_any_of_them():
    assert LabelsFormField(required=False).clean(["", "Conseil", ""]) == {"fr": "Conseil"}


def test_the_widget_names_each_language_and_tells_it_to_spell_checkers():
    html = LabelsFormField().widget.render("labels", BOARD, {"id": "id_labels"})
    assert 'lang="fr"' in html
    assert 'aria-label="Español"' in html
    assert 'name="labels_es"' in html
    assert 'value="Consejo"' in html


def test_a_field_notices_what_changes():
    field = LabelsFormField()
    assert not field.has_changed(BOARD, ["Board", "Conseil", "Consejo"])
    assert field.has_changed(BOARD, ["Board", "Conseil", "Junta"])


@pytest.mark.parametrize("value", [["Board"], {"en": 1}, "Board"])
def test_only_a_mapping_of_texts_is_stored(value):
    with pytest.raises(ValidationError):
        Place._meta.get_field("labels").clean(value, Place())
