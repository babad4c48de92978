"""The form of a rule of decisions; what does not go together is refused beside its field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsFormField
from extranet.ballots.models import DecisionRule
from extranet.ballots.rule_limits import problems
from extranet.ballots.services.rules import TERMS


class RuleForm(forms.ModelForm):
    """A version of a rule: its name and source in all languages, and its terms."""

    class Meta:
        model = DecisionRule
        fields = ("labels", "articles", *TERMS)
        field_classes = {"labels": LabelsFormField}
        help_texts = {
            "articles": _("The article that says so, or that it is this site’s own."),
            "fallback": _("Of the vote that follows where consensus was asked for and failed."),
            "seats": _("How many are elected; 1 for a motion."),
            "abstentions": _("Those present or entitled to vote hold them in any case."),
        }

    def clean(self):
        cleaned = super().clean()
        # What is missing has its own error, and nothing can be said of the rest.
        if all(name in cleaned for name in TERMS):
            for field, why in problems(cleaned).items():
                self.add_error(field, why)
        return cleaned

    def _post_clean(self):
        """Leave it to the service: it makes another row, and the form says why not before."""


class NewRuleForm(RuleForm):
    """The first version of a rule, with the name by which other rooms ask for the kind."""

    kind = forms.SlugField(
        label=_("Short name"),
        max_length=40,
        help_text=_("Small letters and hyphens; it never changes. For example: budget"),
    )
    field_order = ("kind",)

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.body = body

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if kind != kind.lower():
            raise ValidationError(_("Write it in small letters."))
        if self.body.decision_rules.filter(kind=kind).exists():
            raise ValidationError(_("This body has a rule of this name already: change that."))
        return kind
