"""Forms of the admin: cases and their events, people, what may be published of them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.widgets import AdminImageChooser

from campaigns.solidarity.models import CaseEvent, ConsentDecision, PersonConcerned
from campaigns.solidarity.services.cases import open_case
from cms.core.labels import texts
from cms.publishing.security_holds import hold_names


class CaseForm(WagtailAdminModelForm):
    """A case; its state is chosen once, and from then on follows from what is written down."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("state", "since"):
                self.fields.pop(name, None)

    def clean(self):
        cleaned = super().clean()
        said = [*texts(cleaned.get("titles")), *texts(cleaned.get("summaries"))]
        if hold_names(said):
            raise ValidationError(_("It names somebody whose name must not be published."))
        return cleaned

    def save(self, commit=True):
        if self.instance.pk or not commit:
            return super().save(commit)
        return open_case(case=super().save(commit=False), by=getattr(self, "for_user", None))


class EventForm(forms.ModelForm):
    """What happened on a day."""

    class Meta:
        model = CaseEvent
        fields = ["date", "state", "notes"]
        widgets = {"date": AdminDateInput}


class PersonForm(forms.ModelForm):
    """Whom a case concerns."""

    class Meta:
        model = PersonConcerned
        fields = ["name", "variants", "picture", "place", "wording"]
        widgets = {"picture": AdminImageChooser, "variants": forms.Textarea(attrs={"rows": 3})}


class DecisionForm(forms.ModelForm):
    """What may be published of somebody, who agreed, how and when."""

    class Meta:
        model = ConsentDecision
        fields = [
            "show_name",
            "show_picture",
            "show_place",
            "agreed_by",
            "agreed_name",
            "agreed_how",
            "agreed_on",
            "note",
        ]
        widgets = {"agreed_on": AdminDateInput, "note": forms.Textarea(attrs={"rows": 3})}


class WithdrawForm(forms.Form):
    """Who asked for a name to be withdrawn, and how."""

    agreed_by = forms.ChoiceField(
        label=gettext_lazy("who asks for it"), choices=ConsentDecision.Agreed.choices
    )
    agreed_name = forms.CharField(
        label=gettext_lazy("their name, or how they are known"), required=False, max_length=200
    )
    agreed_how = forms.CharField(label=gettext_lazy("how"), max_length=250)
    reason = forms.CharField(
        label=gettext_lazy("reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
