"""Wagtail's forms about accounts, for users who are known by their e-mail address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from cms.accounts import errors, services
from cms.accounts.models import User
from cms.core.form_fields import ONE_NAME
from cms.core.time_zones import kept_zone_choices
from cms.core.widgets import LongSelect


def time_zone_choices() -> list[tuple[str, str]]:
    """Return the zones to choose from, and "as the site"."""
    return [("", _("As the site")), *kept_zone_choices()]


class _AccountFields:
    """What both forms of an account share."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=User._meta.get_field("time_zone").verbose_name,
            choices=time_zone_choices,
            widget=LongSelect,
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


class NameForm(NameEmailForm):
    """Changes one's own name in the admin."""

    last_name = forms.CharField(label=_("Family name"), required=False, help_text=ONE_NAME)


class InviteForm(forms.ModelForm):
    """Invites somebody; administrators give roles along with it."""

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "language", "groups")
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"first_name": _("Given name"), "last_name": _("Family name")}
        help_texts = {"last_name": ONE_NAME}

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if not by.is_superuser:
            del self.fields["groups"]

    def clean_email(self):
        """Return the address; refuse that of somebody who has come already."""
        email = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email).first()
        if user is not None:
            try:
                services.check_unused(user)
            except errors.AccountError as error:
                raise forms.ValidationError(str(error), code="duplicate_username") from error
            # The account that waits is no other one with the same address.
            self.instance = user
        return email

    def validate_unique(self):
        """Somebody who was invited and never came may be invited again."""

    def save(self, commit=True):
        """Send the invitation and return the account."""
        data = self.cleaned_data
        user = services.invite(
            email=data["email"],
            by=self.by,
            given_name=data["first_name"],
            family_name=data["last_name"],
            language=data["language"],
        ).user
        if data.get("groups"):
            user.groups.set(data["groups"])
        return user


class UserEditForm(_AccountFields, WagtailUserEditForm):
    """Changes an account."""

    last_name = forms.CharField(label=_("Family name"), required=False, help_text=ONE_NAME)

    class Meta(WagtailUserEditForm.Meta):
        model = User
        fields = WagtailUserEditForm.Meta.fields | {"language", "time_zone"}
