"""Forms of the translators' desk."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
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


class UploadForm(forms.Form):
    """A file of translated texts."""

    file = forms.FileField(label=_("File (PO or XLIFF)"))
