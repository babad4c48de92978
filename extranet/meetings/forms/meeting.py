"""Forms about meetings; what they say no to, services say no to as well."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import DayInput
from cms.core.labels import LabelsFormField
from cms.core.time_zones import kept_zone_choices
from cms.core.widgets import LongSelect
from cms.directory.models import Body, Person
from extranet.meetings.models import AgendaItem, Meeting

TITLE_LENGTH = 200


class SeenForm(forms.Form):
    """Notices that somebody else changed the thing while one was typing.

    The digest of what one saw travels with the form. Where it is not what stands there now, the
    form is refused once, with what was typed, and can then be sent again.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing_now = self._digest(self.initial)
        self.initial["seen"] = self.standing_now
        if self.is_bound and self.data.get(self.add_prefix("seen")) != self.standing_now:
            self.data = self.data.copy()
            self.changed_meanwhile = bool(self.data.get(self.add_prefix("seen")))
            self.data[self.add_prefix("seen")] = self.standing_now
        else:
            self.changed_meanwhile = False

    @staticmethod
    def _digest(values: dict) -> str:
        text = repr(sorted((name, str(value)) for name, value in values.items() if name != "seen"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def clean(self):
        data = super().clean()
        if self.changed_meanwhile:
            self.add_error(
                None,
                _(
                    "Somebody else changed this while you were typing. Below is what you typed: "
                    "sending it again replaces what they wrote."
                ),
            )
        return data


class MeetingForm(ClockForm, SeenForm):
    """All that is known of a meeting beforehand; its times are by the clock of its place."""

    titles = LabelsFormField(label=_("Title"), max_length=TITLE_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone of the place"),
        choices=kept_zone_choices,
        widget=LongSelect,
        help_text=_("Days and hours of this meeting are counted in it."),
    )
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Link to join online"),
        required=False,
        assume_scheme="https",
        help_text=_("Shown to those who sit on the body alone, never to guests."),
    )
    reply_by = forms.DateField(
        label=_("Replies until"),
        widget=DayInput(),
        required=False,
        help_text=_("The end of that day at the place; without one, until the meeting begins."),
    )
    open_to_guests = forms.BooleanField(
        label=_("Open to the guests and observers of the body"), required=False
    )
    notes = LabelsFormField(label=_("What to know beforehand"), long=True, required=False)
    short_notice_reason = forms.CharField(
        label=_("Why it cannot wait"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Asked where the body’s rule wants more notice than this gives."),
    )

    def __init__(self, *args, meeting: Meeting | None = None, **kwargs):
        if meeting:
            kwargs["initial"] = self.values_of(meeting)
        super().__init__(*args, **kwargs)
        if meeting is None or meeting.state == Meeting.State.DRAFT:
            # Asked when it is convened.
            del self.fields["short_notice_reason"]

    @staticmethod
    def values_of(meeting: Meeting) -> dict:
        """Return what the form shows of a meeting."""
        names = ("titles", "kind", "time_zone", "venue", "online_url", "reply_by")
        return {name: getattr(meeting, name) for name in names} | {
            "open_to_guests": meeting.open_to_guests,
            "notes": meeting.notes,
            "starts": meeting.starts_at,
            "ends": meeting.ends_at,
        }

    def fields_for_service(self) -> dict:
        """Return the cleaned values as the services take them."""
        data = self.cleaned_data
        names = ("titles", "kind", "time_zone", "venue", "online_url", "reply_by")
        found = {name: data[name] for name in names}
        found |= {"notes": data["notes"] or {}, "open_to_guests": data["open_to_guests"]}
        found |= {"starts_at": data["starts"], "ends_at": data["ends"]}
        if data.get("short_notice_reason"):
            found["short_notice_reason"] = data["short_notice_reason"]
        return found


class NewMeetingForm(MeetingForm):
    """A meeting of one of the bodies that one convenes."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    field_order = ["seen", "body"]

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class ItemForm(SeenForm):
    """A point of an agenda."""

    titles = LabelsFormField(label=_("Title"), max_length=TITLE_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=AgendaItem.Kind.choices)
    starts_at = forms.TimeField(
        label=pgettext_lazy("of the day", "Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By the clock of the place."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes planned"), min_value=1, max_value=1440, required=False
    )
    rapporteur = forms.ModelChoiceField(
        label=_("Rapporteur"), queryset=Person.objects.none(), required=False
    )
    notes = LabelsFormField(label=_("Explanation"), long=True, required=False)
    closed_to_guests = forms.BooleanField(label=_("Closed to guests"), required=False)

    def __init__(self, *args, people, item: AgendaItem | None = None, **kwargs):
        if item:
            kwargs["initial"] = {
                name: getattr(item, name) for name in self.base_fields if name != "seen"
            }
            kwargs["initial"]["rapporteur"] = item.rapporteur_id
        super().__init__(*args, **kwargs)
        self.fields["rapporteur"].queryset = people

    def fields_for_service(self) -> dict:
        """Return the cleaned values as the services take them."""
        data = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        return data | {"notes": data["notes"] or {}}


class ReasonForm(forms.Form):
    """Why something is done, which others will read."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label="", **kwargs):
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label


class ConveneForm(forms.Form):
    """The last word before a convocation goes out."""

    short_notice_reason = forms.CharField(
        label=_("Why it cannot wait"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Everybody who is convened will read it."),
    )


class PapersForm(forms.Form):
    """Documents to table at a point."""

    documents = forms.MultipleChoiceField(
        label=_("Documents"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one document.")},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].choices = choices
