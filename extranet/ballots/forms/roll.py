"""Proxies and recusals: who gives a vote to whom, who takes no part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Mandate, Organisation


def mandate_label(mandate: Mandate) -> str:
    """Return who holds a mandate, and for which organisation."""
    if mandate.organisation_id:
        return f"{mandate.person.name}, {mandate.organisation.name}"
    return mandate.person.name


class MandateChoice(forms.ModelChoiceField):
    """A choice among mandates."""

    def label_from_instance(self, obj):
        return mandate_label(obj)


class ProxyForm(forms.Form):
    """Whose vote is given to whom."""

    giver = MandateChoice(
        label=_("Whose vote"), queryset=Mandate.objects.none(), empty_label=_("choose")
    )
    holder = MandateChoice(
        label=_("Who casts it"),
        queryset=Mandate.objects.none(),
        empty_label=_("choose"),
        help_text=_("Somebody who has a vote in this ballot too."),
    )

    def __init__(self, *args, givers, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["giver"].queryset = givers
        self.fields["holder"].queryset = holders
        if len(givers) == 1:
            self.fields["giver"].initial = givers[0]
            self.fields["giver"].empty_label = None


class RecusalForm(forms.Form):
    """Who takes no part in a decision: somebody on their seat, or an organisation."""

    who = forms.ChoiceField(label=_("Who takes no part"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("The body reads it on the roll."),
    )

    def __init__(self, *args, mandates: list[Mandate], organisations: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandates = {f"m{mandate.pk}": mandate for mandate in mandates}
        found = {m.organisation_id: m.organisation for m in mandates if m.organisation_id}
        self.organisations: dict[str, Organisation] = (
            {f"o{pk}": organisation for pk, organisation in found.items()} if organisations else {}
        )
        people = [(key, mandate_label(mandate)) for key, mandate in self.mandates.items()]
        whole = [(key, row.name) for key, row in self.organisations.items()]
        choices = [(_("Somebody on their seat"), people)]
        if whole:
            choices.append((_("All who sit for an organisation"), whole))
        self.fields["who"].choices = [("", _("choose")), *choices] if len(people) > 1 else people

    def fields_for_service(self) -> dict:
        """Return the cleaned values as the service takes them."""
        who = self.cleaned_data["who"]
        return {
            "mandate": self.mandates.get(who),
            "organisation": self.organisations.get(who),
            "reason": self.cleaned_data["reason"],
        }
