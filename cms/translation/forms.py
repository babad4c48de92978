"""Forms of the translators' desk."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput


def people_who_may(action: str):
    """Return the active accounts that may do `action` ("change", "publish") with pages."""
    groups = Q(groups__page_permissions__permission__codename=f"{action}_page")
    return (
        get_user_model()
        .objects.filter(groups | Q(is_superuser=True), is_active=True)
        .distinct()
        .order_by("last_name", "first_name", "email")
    )


class _PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        language = person.get_language_display()
        return f"{person.name} ({language})" if language else person.name


class AssignmentForm(forms.Form):
    """Who translates, who approves, and by when."""

    assignee = _PersonField(label=_("Translator"), queryset=None, required=False)
    approver = _PersonField(label=_("Approver"), queryset=None, required=False)
    due_on = forms.DateField(label=_("Due on"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=_("Note to the translator"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, only=None, **kwargs):
        """Offer everybody who translates, or `only` this one account."""
        super().__init__(*args, **kwargs)
        people = people_who_may("change")
        self.fields["assignee"].queryset = people.filter(pk=only.pk) if only else people
        self.fields["approver"].queryset = people_who_may("publish")


class UrgentReleaseForm(forms.Form):
    """By when each language follows; an empty day promises nothing."""

    # The draft that was seen: what somebody else has saved since is not published unread.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, languages, promised, **kwargs):
        """Ask for a day for each of `languages`; `promised` are days by the id of the language."""
        super().__init__(*args, **kwargs)
        self.languages, self.promised = languages, promised
        for locale in languages:
            self.fields[self._name(locale)] = forms.DateField(
                label=locale.get_display_name(),
                required=False,
                initial=promised.get(locale.pk),
                widget=AdminDateInput,
                help_text=_("Empty: it is not promised."),
            )

    def due(self) -> dict:
        """Return the days by language, of those that are promised."""
        days = {locale: self.cleaned_data.get(self._name(locale)) for locale in self.languages}
        return {locale: day for locale, day in days.items() if day}

    def clean(self):
        for locale, day in self.due().items():
            if day < localdate():
                self.add_error(
                    self._name(locale), _("That day has passed: name today or a later one.")
                )
        if not self.errors and not self.due() and not self.promised:
            self.add_error(None, _("Say for at least one language by when it follows."))
        return self.cleaned_data

    @staticmethod
    def _name(locale) -> str:
        return f"due_{locale.language_code}"


class UploadForm(forms.Form):
    """A file of translated texts."""

    file = forms.FileField(label=_("File (PO or XLIFF)"))
