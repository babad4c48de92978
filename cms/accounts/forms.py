"""Forms about accounts: Wagtail's, for users who are known by their e-mail address."""

import zoneinfo

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
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


class SignInForm(LoginForm):
    """Signs in; Wagtail leaves its second label in English."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends the link in the language of the one who gets it."""

    def send_mail(
        self,
        subject_template_name,
        email_template_name,
        context,
        from_email,
        to_email,
        html_email_template_name=None,
    ):
        with override(context["user"].language or get_language()):
            super().send_mail(
                subject_template_name,
                email_template_name,
                context,
                from_email,
                to_email,
                html_email_template_name,
            )
