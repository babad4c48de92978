"""allauth's forms in our words: labels that say it all, no placeholders."""

from allauth.account import forms as allauth_forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
    "remember": _("Stay signed in on this device"),
    "code": _("Code"),
    "name": _("Name"),
}
PASSWORD_HELP = _(
    "At least 12 characters. Several words in a row are easy to keep in mind and hard to guess."
)


class PlainLabelsMixin:
    """Gives the fields our labels and takes their placeholders away."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP
        # The pages say it themselves, in their own place.
        for name in ("password", "oldpassword"):
            if name in self.fields:
                self.fields[name].help_text = ""


class SignInForm(PlainLabelsMixin, allauth_forms.LoginForm):
    """Signs in with e-mail address and password."""


class ResetPasswordForm(PlainLabelsMixin, allauth_forms.ResetPasswordForm):
    """Asks for a link to set a new password."""

    def save(self, request, **kwargs) -> str:
        """Have the link sent to the address, if it has an account; return the address.

        The task finds that out, so that the answer takes as long for strangers.
        """
        # Inline because the task reads the settings that name this form.
        from cms.accounts.tasks import mail_reset

        email = self.cleaned_data["email"]
        mail_reset.enqueue(email, get_language())
        return email


class ResetPasswordKeyForm(PlainLabelsMixin, allauth_forms.ResetPasswordKeyForm):
    """Sets a new password with the link that was sent."""


class ChangePasswordForm(PlainLabelsMixin, allauth_forms.ChangePasswordForm):
    """Changes the password of who knows the present one."""


class SetPasswordForm(PlainLabelsMixin, allauth_forms.SetPasswordForm):
    """Sets the first password of an account that has none."""


class AddEmailForm(PlainLabelsMixin, allauth_forms.AddEmailForm):
    """Changes the e-mail address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ReauthenticateForm(PlainLabelsMixin, allauth_forms.ReauthenticateForm):
    """Confirms with the password that it is still the same person."""


class ConfirmEmailForm(PlainLabelsMixin, allauth_forms.ConfirmEmailVerificationCodeForm):
    """Confirms a new e-mail address with the code that was sent to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autocomplete="one-time-code", spellcheck="false")
