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
from .admin import InviteForm, UserEditForm, time_zone_choices
from .invitation import AcceptForm, ProfileForm
from .second_factor import (
    ActivateAppForm,
    AddPasskeyForm,
    CodeForm,
    EditPasskeyForm,
    ReauthenticateCodeForm,
)

__all__ = [
    "AcceptForm",
    "ActivateAppForm",
    "AddEmailForm",
    "AddPasskeyForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmEmailForm",
    "EditPasskeyForm",
    "InviteForm",
    "ProfileForm",
    "ReauthenticateCodeForm",
    "ReauthenticateForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
    "SignInForm",
    "UserEditForm",
    "time_zone_choices",
]
