"""Wagtail's forms about accounts, for users who are known by their e-mail address."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from cms.accounts.models import User


def time_zone_choices() -> list[tuple[str, str]]:
    """Return the zones of the IANA data base that are places, and "as the site"."""
    names = (n for n in zoneinfo.available_timezones() if "/" in n or n == "UTC")
    return [("", _("As the site")), *((n, n.replace("_", " ")) for n in sorted(names))]


class _AccountFields:
    """What both forms of an account share."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=User._meta.get_field("time_zone").verbose_name,
            choices=time_zone_choices,
            required=False,
        )

    def clean_email(self):
        """Return the address; refuse one that is taken, however it is capitalised."""
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("There is an account with this address already."), code="duplicate_username"
            )
        return email


class UserCreationForm(_AccountFields, WagtailUserCreationForm):
    """Makes an account."""

    class Meta(WagtailUserCreationForm.Meta):
        model = User
        fields = WagtailUserCreationForm.Meta.fields | {"language", "time_zone"}


class UserEditForm(_AccountFields, WagtailUserEditForm):
    """Changes an account."""

    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields = WagtailUserEditForm.Meta.fields | {"language", "time_zone"}
