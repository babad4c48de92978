import pytest
from django.apps import apps

from cms.core.checks import check_page_types
from cms.core.models import BasePage

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def test_every_page_type_says_its_parents_and_children():
    assert len(PAGE_TYPES) >= 10
    assert check_page_types(None) == []


@pytest.mark.parametrize("rule", ["parent_page_types", "subpage_types"])
def test_a_page_type_that_does_not_say_them_is_an_error(monkeypatch, rule):
    model = PAGE_TYPES[0]
    monkeypatch.delattr(model, rule)
    (error,) = check_page_types(None)
    assert error.obj is model
    assert rule in error.msg
