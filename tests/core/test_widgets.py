import pytest
from bs4 import BeautifulSoup
from django import forms
from django.utils.translation import override
from pytest_django.asserts import assertHTMLEqual

from cms.core.widgets import LongSelect, TermsWidget
from cms.taxonomy.models import Topic
from tests.factories.directory import TopicFactory

pytestmark = pytest.mark.django_db


class TopicsForm(forms.Form):
    topics = forms.ModelMultipleChoiceField(Topic.objects.all(), widget=TermsWidget, required=False)


@pytest.fixture
def topics():
    return [
        TopicFactory(code=code, labels=labels)
        for code, labels in (
            ("work", {"en": "Work", "fr": "Travail"}),
            ("equality", {"en": "Equality", "fr": "Égalité"}),
            ("peace", {"en": "Peace", "fr": "Paix"}),
        )
    ]


def rendered(form):
    return BeautifulSoup(str(form), "html.parser")


def test_ticked_ones_come_first_then_by_name_in_the_readers_language(topics):
    with override("fr"):
        form = rendered(TopicsForm(initial={"topics": [topics[0]]}))
    assert [label.get_text(strip=True) for label in form.select("li label")] == [
        "Travail",
        "Égalité",
        "Paix",
    ]
    assert [box.has_attr("checked") for box in form.select("li input")] == [True, False, False]
    assert form.select("li")[1]["data-text"] == "egalite"


def test_what_was_ticked_is_what_arrives(topics):
    form = TopicsForm({"topics": [topics[1].pk, topics[2].pk]})
    assert form.is_valid()
    assert set(form.cleaned_data["topics"]) == {topics[1], topics[2]}


def test_a_value_that_is_no_term_is_refused_and_the_ticks_stay(topics):
    form = TopicsForm({"topics": [topics[1].pk, "999999"]})
    assert not form.is_valid()
    assert len(rendered(form).select("li input[checked]")) == 1


@pytest.mark.parametrize("value", ["b & c", "", None])
def test_a_long_choice_is_the_same_element_as_a_short_one(value):
    choices = [("", "None"), ("a", "A"), ("b & c", "B <and> C")]
    one, other = (
        widget(choices=choices, attrs={"id": "id_x", "required": True})
        for widget in (LongSelect, forms.Select)
    )
    assertHTMLEqual(one.render("x", value), other.render("x", value))
