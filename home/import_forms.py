"""What is typed about documents that are to become statements."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.form_fields import DayInput, FilesInput
from cms.core.labels import language_choices
from home.importing.manifest import LONGEST_TITLE
from home.models import ImportFile, StatementPage
from home.services.uploaded_documents import DRAFT, PUBLISH, SUBMIT

ACCEPTED = ".pdf,.docx,.html,.htm,.md,.txt,.zip,.csv,.xlsx"


class FilesForm(forms.Form):
    """The files to be sent; they are read beside it, one by one."""

    files = forms.FileField(
        label=gettext_lazy("Documents"),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, DOCX, HTML, Markdown or plain text, several at once or in a ZIP archive; with "
            "them, or in it, a table (CSV or XLSX) that says what they are."
        ),
    )


class ThenForm(forms.Form):
    """What becomes of the drafts."""

    then = forms.ChoiceField(
        label=gettext_lazy("What happens with the drafts"), widget=forms.RadioSelect
    )

    def __init__(self, *args, publishes: bool, **kwargs):
        super().__init__(*args, initial={"then": DRAFT}, **kwargs)
        choices = [
            (DRAFT, _("They stay drafts.")),
            (SUBMIT, _("They are sent to be approved.")),
        ]
        if publishes:
            choices.append((PUBLISH, _("They are published, where one person is enough for it.")))
        self.fields["then"].choices = choices


class CellsForm(forms.Form):
    """What a table would say of one file; `waiting` is the file."""

    chosen = forms.BooleanField(label=gettext_lazy("Make a draft of it"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput
    )
    date = forms.DateField(label=gettext_lazy("Date"), widget=DayInput)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=StatementPage.Kind.choices)

    def __init__(self, data, *, waiting: ImportFile, became=None):
        self.waiting, self.became = waiting, became
        chosen = not became and waiting.cells.get("chosen", True)
        super().__init__(
            data,
            prefix=f"f{waiting.pk}",
            initial={**waiting.cells, "chosen": chosen},
            # What is left out needs no date.
            use_required_attribute=False,
        )

    def typed(self) -> dict:
        """Return the cells as they were typed, right or wrong, so that nothing is lost."""
        cells = {
            name: str(self[name].data or "")[:LONGEST_TITLE]
            for name in ("title", "date", "language", "kind")
        }
        return self.waiting.cells | cells | {"chosen": bool(self["chosen"].data)}

    def cells(self) -> dict:
        """Return the cells of a form that is right, as a table has them.

        What a table said besides stays.
        """
        more = {name: text for name, text in self.waiting.cells.items() if name != "chosen"}
        names = ("title", "language", "kind")
        found = more | {name: self.cleaned_data[name] for name in names}
        return found | {"date": self.cleaned_data["date"].isoformat()}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("chosen") and self.became:
            raise forms.ValidationError(
                _("It was imported already, as “%(title)s”.") % {"title": self.became.title}
            )
        return cleaned
