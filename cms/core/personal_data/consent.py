"""The box by which somebody agrees: it sends which version of the text stood beside it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.models import ConsentText


class CheckboxWidget(forms.CheckboxInput):
    """A box whose value is the version that is shown; ticked for that version alone.

    Named so that templates take it for the box that it is.
    """

    # The version that is shown.
    shown = ""

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, "", attrs)
        context["widget"]["value"] = self.shown
        if value and str(value) == self.shown:
            context["widget"]["attrs"]["checked"] = True
        return context


class ConsentField(forms.Field):
    """Asks to agree to the text in force for a purpose; its clean value is the `ConsentText`.

    A page may come from the cache: who has read an older version is asked again. Where the purpose
    has no text the form cannot be sent, for nobody could say what was agreed to.
    """

    widget = CheckboxWidget
    default_error_messages = {
        "required": _("Please tick this box if you agree."),
        "changed": _("This text has changed. Please read it again, and tick the box if you agree."),
    }

    # The version that a form asks about, where that is not simply the one in force.
    text: ConsentText | None = None

    def __init__(self, purpose: str, **kwargs):
        self.purpose = purpose
        super().__init__(label="", **kwargs)

    def current(self) -> ConsentText | None:
        """Return the version that is asked about, None where there is none."""
        return self.text or ConsentText.objects.current(self.purpose)

    def get_bound_field(self, form, field_name):
        # Only now: a form's class is made before there is a data base.
        current = self.current()
        self.label = current.text if current else ""
        self.widget.shown = str(current.pk) if current else ""
        return super().get_bound_field(form, field_name)

    def clean(self, value):
        """Return the text that was agreed to, or None where the field is optional."""
        super().clean(value)
        if not value:
            return None
        current = self.current()
        if current is None or str(current.pk) != str(value):
            raise ValidationError(self.error_messages["changed"], code="changed")
        return current
