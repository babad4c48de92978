import pytest
from django.apps import apps

from cms.core.models import BasePage
from tests.factories.directory import UserFactory

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_no_field_waits_for_a_hidden_copy_of_its_default(model):
    form = model.get_edit_handler().get_form_class()(for_user=UserFactory())
    assert [name for name, field in form.fields.items() if field.show_hidden_initial] == []
