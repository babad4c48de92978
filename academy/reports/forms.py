"""Forms of the survey and of the list of alumni."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.reports.models import AlumniEntry, SurveyQuestion
from academy.reports.surveys import VALUES
from cms.core.personal_data.consent import ConsentField

# The purpose of the consent text of the list.
ALUMNI = "academy-alumni"


class SurveyForm(forms.Form):
    """The questions that are asked; none must be answered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in SurveyQuestion.objects.filter(asked=True):
            self.fields[f"question-{question.pk}"] = self._field(question)

    @staticmethod
    def _field(question: SurveyQuestion) -> forms.Field:
        if question.kind == question.Kind.TEXT:
            return forms.CharField(
                label=question.text,
                required=False,
                max_length=2000,
                help_text=_("Name nobody, not even yourself, if it is to stay anonymous."),
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        return forms.TypedChoiceField(
            label=question.text,
            required=False,
            coerce=int,
            empty_value=None,
            choices=[(value, str(value)) for value in VALUES],
            help_text=_("1 is “not at all”, 5 is “fully”."),
            widget=forms.RadioSelect,
        )

    def clean(self):
        """Return the answers by the key of their question. At least one is needed."""
        data = super().clean()
        answers = {
            int(name.removeprefix("question-")): value for name, value in data.items() if value
        }
        if not answers and not self.errors:
            raise forms.ValidationError(_("Answer at least one question."))
        return answers


class AlumniForm(forms.Form):
    """How somebody is to stand on the list of alumni."""

    name = forms.CharField(
        label=_("Name on the list"), max_length=AlumniEntry._meta.get_field("name").max_length
    )
    shows_organisation = forms.BooleanField(
        label=_("The list names the organisation that nominated me."), required=False
    )
    consent = ConsentField(ALUMNI)

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation is None:
            del self.fields["shows_organisation"]

    def clean(self):
        return {"shows_organisation": False, **super().clean()}
