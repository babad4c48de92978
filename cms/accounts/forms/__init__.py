"""Forms about accounts: those of the admin, and those of the account pages."""

from .account import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignInForm,
)
from .admin import UserCreationForm, UserEditForm, time_zone_choices
from .second_factor import (
    ActivateAppForm,
    AddPasskeyForm,
    CodeForm,
    EditPasskeyForm,
    ReauthenticateCodeForm,
)

__all__ = [
    "ActivateAppForm",
    "AddEmailForm",
    "AddPasskeyForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmEmailForm",
    "EditPasskeyForm",
    "ReauthenticateCodeForm",
    "ReauthenticateForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
    "SignInForm",
    "UserCreationForm",
    "UserEditForm",
    "time_zone_choices",
]
