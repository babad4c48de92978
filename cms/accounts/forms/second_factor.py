"""allauth's forms of the second factor in our words, with codes that count once."""

from allauth.mfa import app_settings
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms.account import PlainLabelsMixin


class _Code(PlainLabelsMixin):
    """Takes a code of the app or a recovery code; either counts once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        self.fields["code"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def clean_code(self) -> str:
        """Return the code, which cannot be used again for as long as it would be right."""
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            periods = 2 * app_settings.TOTP_TOLERANCE + 1
            key = self.authenticator.wrap()._get_used_cache_key(code)
            # allauth keeps it for one period, which is too short where late codes count.
            cache.set(key, "y", timeout=periods * app_settings.TOTP_PERIOD)
        return code


class CodeForm(_Code, base.AuthenticateForm):
    """Asks for the second factor after the password."""


class ReauthenticateCodeForm(_Code, base.ReauthenticateForm):
    """Confirms with a code that it is still the same person."""


class ActivateAppForm(PlainLabelsMixin, totp.ActivateTOTPForm):
    """Confirms that the app was set up right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits from your app")
        self.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")


class AddPasskeyForm(PlainLabelsMixin, webauthn.AddWebAuthnForm):
    """Adds a passkey, which signs in without a password too where the device keeps it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you know it later: “my phone”, “office key”.")
        self.fields["passwordless"].label = _("Sign in with it alone, without the password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for your fingerprint, your face or its PIN."
        )
        self.fields["passwordless"].initial = True


class EditPasskeyForm(PlainLabelsMixin, webauthn.EditWebAuthnForm):
    """Renames a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
