"""Fields that forms of several rooms share."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsFormField, language_choices

# Of a family name: many people have one name, or several that are no family's.
ONE_NAME = _("Leave it empty where there is one name only.")
# Where lists are in the order of family names.
ONLY_NAME = _("Where there is one name only, write it here.")


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


class FilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


def language_field(label, **kwargs) -> forms.ChoiceField:
    """Return a choice of the site's languages, the reader's own first chosen."""
    return forms.ChoiceField(label=label, choices=language_choices, initial=get_language, **kwargs)
