"""Forms of polls: asking, answering."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import language_field
from cms.core.time_zones import zone_choices
from cms.core.widgets import LongSelect
from extranet.polls.lines import LONGEST, read_dates, read_options
from extranet.polls.models import Question
from extranet.polls.results import label_of


class AskForm(ClockForm, forms.Form):
    """A question, its options and how it is asked."""

    title = forms.CharField(label=_("Question"), max_length=LONGEST)
    kind = forms.ChoiceField(
        label=_("Options are"),
        choices=[
            (Question.Kind.TEXT, _("texts")),
            (Question.Kind.DATES, _("days or moments")),
        ],
        initial=Question.Kind.TEXT,
        widget=forms.RadioSelect,
    )
    options = forms.CharField(
        label=_("Options"),
        max_length=30 * 260,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One on each line, 2 to 30. Days and moments as 2026-05-12, 12/5/2026 or 12 May 2026, "
            "perhaps with a time: 12/5/2026 14:30."
        ),
    )
    several = forms.BooleanField(label=_("Several options can be chosen"), required=False)
    closes_at = ClockField(label=pgettext_lazy("poll", "Open until"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        widget=LongSelect,
        help_text=_("Of the end and of the moments among the options. Others read them in theirs."),
    )
    anonymous = forms.TypedChoiceField(
        label=_("Who chose what"),
        choices=[
            ("no", _("is shown with the results")),
            ("yes", _("is shown to nobody: an anonymous poll")),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        help_text=_("It cannot be changed later. What must be secret is decided by a ballot."),
    )
    shown = forms.ChoiceField(
        label=_("Results are shown"),
        choices=Question.Shown.choices,
        initial=Question.Shown.AT_ONCE,
        widget=forms.RadioSelect,
    )
    language = language_field(_("Language you write in"))

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("time_zone")
        text, kind = cleaned.get("options"), cleaned.pop("kind", None)
        if text and kind and (zone or kind == Question.Kind.TEXT):
            try:
                cleaned["options"] = (
                    read_dates(text, zone, timezone.now())
                    if kind == Question.Kind.DATES
                    else read_options(text)
                )
            except forms.ValidationError as error:
                self.add_error("options", error)
        cleaned.pop("time_zone", None)
        return cleaned


class AnswerForm(forms.Form):
    """The options of a poll to choose from, one or several."""

    def __init__(self, *args, question: Question, items, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(item.pk, label_of(item)) for item in items]
        if question.several:
            self.fields["choice"] = forms.TypedMultipleChoiceField(
                label=_("Your choice"),
                choices=choices,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Choose as many as you like."),
            )
        else:
            self.fields["choice"] = forms.TypedChoiceField(
                label=_("Your choice"), choices=choices, coerce=int, widget=forms.RadioSelect
            )
