"""Admin forms of the pages that ask for more than their fields."""

import json

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

# What a reader could have cited: changing it after publication is a correction.
CITABLE_FIELDS = ("title", "kind", "date", "adopted_by", "decision_reference", "body")


class StatementPageForm(WagtailAdminPageForm):
    """Asks for a correction note when what readers could have cited changes after publication."""

    correction_note = forms.CharField(
        label=_("What is corrected"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked for when a published text changes; readers see it with its date."),
    )

    def clean(self):
        cleaned = super().clean()
        if self.needs_note() and not cleaned.get("correction_note", "").strip():
            self.add_error(
                "correction_note",
                _("This text is published. Say what is corrected: readers will see the note."),
            )
        return cleaned

    def needs_note(self) -> bool:
        """Return whether the draft differs from what is published and says nowhere why."""
        if not (self.instance.pk and self.instance.live):
            return False
        published = type(self.instance).objects.get(pk=self.instance.pk)
        # A note written for an earlier draft of the same edit still holds.
        if len(self.cleaned_data.get("corrections") or ()) > len(published.corrections):
            return False
        return any(
            self.as_data(self.cleaned_data.get(name)) != self.as_data(getattr(published, name))
            for name in CITABLE_FIELDS
            if name in self.cleaned_data
        )

    @staticmethod
    def as_data(value) -> str:
        """Return `value` in a form that compares by content."""
        if hasattr(value, "get_prep_value"):
            return json.dumps(
                [(block["type"], block["value"]) for block in value.get_prep_value()], default=str
            )
        return str(value)

    def save(self, commit=True):
        note = self.cleaned_data.get("correction_note", "").strip()
        if note:
            self.instance.corrections.append(("correction", {"date": localdate(), "note": note}))
        return super().save(commit=commit)
