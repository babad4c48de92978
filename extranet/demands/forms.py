"""Forms of the demand of an extraordinary meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import language_field
from cms.core.time_zones import zone_choices
from cms.core.widgets import LongSelect
from extranet.demands.models import Demand


class OpenForm(forms.Form):
    """What an extraordinary meeting is to be about, and why."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=Demand._meta.get_field("subject").max_length,
        help_text=_("What the meeting is to deal with, in one line."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Why it cannot wait for the next meeting. The members of the body read it."),
    )
    language = language_field(_("Language you write in"))


class MeetingForm(ClockForm, forms.Form):
    """When the extraordinary meeting is to be; all else is filled in where meetings are."""

    time_zone = forms.ChoiceField(
        label=_("Time zone of the place"), choices=zone_choices, widget=LongSelect
    )
    starts_at = ClockField(label=_("Begins"))
    ends_at = ClockField(label=_("Ends"))
