"""Fields that forms of several rooms share."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from cms.core.labels import LabelsFormField, language_choices


class SomeLabelsField(LabelsFormField):
    """Takes one text per site language and wants at least one of them."""

    def validate(self, value):
        # A multi-value field with none of its parts is empty; that it has all is not asked here.
        forms.Field.validate(self, value)


class ConfirmForm(forms.Form):
    """Nothing but the button that says yes."""


class DayInput(forms.DateInput):
    """A day as the browser's own calendar offers it."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time as the browser's own calendar offers them."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ClockField(forms.DateTimeField):
    """A day and an hour by some clock; which one, the form knows. Gives a naive datetime."""

    widget = MomentInput

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            found = datetime.datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if found.tzinfo is not None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def language_field(label, **kwargs) -> forms.ChoiceField:
    """Return a choice of the site's languages, the reader's own first chosen."""
    return forms.ChoiceField(label=label, choices=language_choices, initial=get_language, **kwargs)
