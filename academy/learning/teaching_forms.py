"""Forms of live sessions, tasks, questions and attendance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.learning.models import Attendance, LiveSession, Task
from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import SomeLabelsField


class InZoneForm(ClockForm, forms.Form):
    """Takes moments as the clocks of a cohort's zone show them."""

    def __init__(self, *args, zone: str, **kwargs):
        self.zone = zone
        super().__init__(*args, **kwargs)


class SessionForm(InZoneForm):
    """When a cohort meets, and how one joins."""

    titles = SomeLabelsField(label=_("Title"), max_length=160)
    starts_at = ClockField(label=_("Begins"))
    ends_at = ClockField(label=_("Ends"))
    link = forms.URLField(
        label=_("Link to join"),
        max_length=LiveSession._meta.get_field("link").max_length,
        required=False,
        assume_scheme="https",
        help_text=_("Seen by the cohort alone."),
    )
    place = forms.CharField(label=_("Room or address"), max_length=200, required=False)
    required = forms.BooleanField(
        label=_("Counts towards completion"), required=False, initial=True
    )


class TaskForm(InZoneForm):
    """What participants are to hand in."""

    titles = SomeLabelsField(label=_("Title"), max_length=160)
    instructions = SomeLabelsField(label=_("What to do"), long=True)
    due_at = ClockField(label=_("Due"), required=False)
    required = forms.BooleanField(
        label=_("Counts towards completion"), required=False, initial=True
    )


class HandInForm(forms.Form):
    """What somebody hands in: words, a file, or both."""

    text = forms.CharField(
        label=_("Your text"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": 20000}),
    )
    upload = forms.FileField(
        label=_("File"), required=False, help_text=_("Seen by your trainers alone.")
    )


class AnswerForm(forms.Form):
    """What a trainer says to what was handed in."""

    accepted = forms.TypedChoiceField(
        label=_("Is it done?"),
        choices=[("yes", _("Accepted")), ("no", _("To be done again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=10000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 10000}),
    )


class PostForm(forms.Form):
    """A question, or a reply."""

    text = forms.CharField(
        label=_("Your text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4000}),
        help_text=_("Everybody in the cohort reads it, with your name."),
    )


class AttendanceForm(forms.Form):
    """Who was there: a choice for everybody who learns in the cohort."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for enrolment, state in people:
            self.fields[f"person-{enrolment.pk}"] = forms.ChoiceField(
                label=enrolment.name,
                choices=[("", _("Not noted")), *Attendance.State.choices],
                initial=state,
                required=False,
            )

    @property
    def states(self) -> dict[int, str]:
        """What was chosen, by enrolment."""
        return {
            int(name.removeprefix("person-")): value for name, value in self.cleaned_data.items()
        }


class RemindersForm(forms.Form):
    """Whether one is reminded of what a cohort does."""

    reminded = forms.BooleanField(
        label=_("Remind me by e-mail of sessions, tasks and new lessons"), required=False
    )


def initial_of(row: LiveSession | Task, form: type[InZoneForm]) -> dict:
    """Return what a form shows of a row that is there already."""
    return {name: getattr(row, name) for name in form.base_fields}
