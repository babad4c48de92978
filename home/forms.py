"""Admin forms of the pages that ask for more than their fields."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.core.forms import BasePageForm
from home.corrections import changes_citable, is_published, pending_id, split_corrections


class StatementPageForm(BasePageForm):
    """Asks for a correction note when what readers could have cited changes after publication.

    The note belongs to the edit: however often a draft is saved (the editor saves by itself), it
    is one correction, shown in this field until the edit is published and among the corrections
    from then on.
    """

    correction_note = forms.CharField(
        label=_("What is corrected"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked for when a published text changes; readers see it with its date."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A draft may wait for its note: only what goes on towards publication may not.
        self.saves_draft = False
        self.corrects = is_published(self.instance)
        if self.corrects:
            settled, pending = split_corrections(self.instance, self.instance.corrections)
            self.initial["corrections"] = self._stream(settled)
            self.initial["correction_note"] = pending["value"]["note"] if pending else ""
        elif self.instance.pk is None and self.instance.locale_id:
            # A new text is authentic in the language it is written in, unless the editor says so.
            self.initial["authentic_language"] = self.instance.locale.language_code

    def _stream(self, blocks: list):
        return self.instance._meta.get_field("corrections").to_python(blocks)

    def defer_required_fields(self):
        super().defer_required_fields()
        self.saves_draft = True

    def clean(self):
        cleaned = super().clean()
        if self.corrects and not self.saves_draft and not self.note and self._changes_citable():
            self.add_error(
                "correction_note",
                _("This text is published. Say what is corrected: readers will see the note."),
            )
        return cleaned

    @property
    def note(self) -> str:
        """The note as it was typed."""
        return self.cleaned_data.get("correction_note", "").strip()

    def _changes_citable(self) -> bool:
        published = type(self.instance).objects.get(pk=self.instance.pk)
        return changes_citable(published, self.cleaned_data)

    def save(self, commit=True):
        if self.corrects:
            settled, _pending = split_corrections(
                self.instance, self.cleaned_data.get("corrections")
            )
            if self.note:
                value = {"date": localdate().isoformat(), "note": self.note}
                settled.append(
                    {"type": "correction", "value": value, "id": pending_id(self.instance)}
                )
            self.instance.corrections = self._stream(settled)
        return super().save(commit=commit)
