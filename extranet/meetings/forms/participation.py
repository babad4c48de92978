"""Forms about who comes to a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import ClockField, ClockForm
from cms.directory.models import Person
from extranet.meetings.models import Reply


class ReplyForm(forms.Form):
    """What a mandate's holder says to a convocation."""

    answer = forms.ChoiceField(label=_("Your reply"), widget=forms.RadioSelect)
    substitute = forms.ChoiceField(label=_("Who comes in your place"), required=False)
    note = forms.CharField(
        label=_("Note to those who prepare the meeting"),
        max_length=300,
        required=False,
        widget=forms.TextInput,
    )

    def __init__(self, *args, mandate, substitutes, reply: Reply | None = None, **kwargs):
        self.mandate = mandate
        self.by_key = {str(other.pk): other for other in substitutes}
        if reply:
            kwargs.setdefault("initial", {}).update(
                answer=reply.answer, substitute=str(reply.substitute_id or ""), note=reply.note
            )
        kwargs.setdefault("prefix", f"reply-{mandate.pk}")
        super().__init__(*args, **kwargs)
        answers = [
            choice
            for choice in Reply.Answer.choices
            if choice[0] != Reply.Answer.SUBSTITUTE or self.by_key
        ]
        self.fields["answer"].choices = answers
        if self.by_key:
            names = [(key, other.person.name) for key, other in self.by_key.items()]
            self.fields["substitute"].choices = [("", _("Choose a person")), *names]
        else:
            del self.fields["substitute"]

    @property
    def chosen_substitute(self):
        """The mandate that was chosen, or None."""
        return self.by_key.get(self.cleaned_data.get("substitute") or "")


class GuestForm(ClockForm, forms.Form):
    """Somebody invited to one meeting by name, until a moment by the clock of the place."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        help_text=_("Who is not listed has no entry in the directory yet, or sits on the body."),
    )
    until = ClockField(label=_("Sees the meeting until"))

    def __init__(self, *args, people, zone: str, **kwargs):
        self.zone = zone
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
