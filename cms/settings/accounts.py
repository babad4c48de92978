"""How people sign in: by e-mail address and password or passkey, and by invitation alone."""

import environ

env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
BREACHED_PASSWORDS_VALIDATOR = {"NAME": "cms.accounts.passwords.BreachedPasswordValidator"}
# The range service of "Have I Been Pwned", or a mirror of it; it is told five characters of a hash.
BREACHED_PASSWORDS_URL = env.str(
    "BREACHED_PASSWORDS_URL", default="https://api.pwnedpasswords.com/range/"
)

# Every way to sign in leads to allauth's pages, and so past their limits and the second factor.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_overview"
LOGOUT_REDIRECT_URL = "root"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Where somebody who may not enter the admin arrives after signing in: the name of a URL.
MEMBERS_HOME = "extranet:overview"

# The link to a new password is good for three hours.
PASSWORD_RESET_TIMEOUT = 3 * 60 * 60
# How many days the link of an invitation is good for.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)

ACCOUNT_ADAPTER = "cms.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "cms.accounts.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A new address is confirmed with a code, which works beside a second factor too.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Beside allauth's own limits: new links for an invitation, a link and an address at a time.
ACCOUNT_RATE_LIMITS = {"invitation_link": "5/h/key,30/h/ip", "accept_invitation": "30/m/ip"}
ACCOUNT_FORMS = {
    "login": "cms.accounts.forms.SignInForm",
    "reset_password": "cms.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "cms.accounts.forms.ResetPasswordKeyForm",
    "change_password": "cms.accounts.forms.ChangePasswordForm",
    "set_password": "cms.accounts.forms.SetPasswordForm",
    "add_email": "cms.accounts.forms.AddEmailForm",
    "reauthenticate": "cms.accounts.forms.ReauthenticateForm",
    "confirm_email_verification_code": "cms.accounts.forms.ConfirmEmailForm",
}

MFA_ADAPTER = "cms.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers give passkeys to sites without TLS on one's own machine alone; elsewhere it is required.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.str("BASE_URL", default="http://").startswith("http://")
# A code still counts when it was read in its last seconds, or on a phone that is a little late.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "cms.accounts.forms.CodeForm",
    "reauthenticate": "cms.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "cms.accounts.forms.ActivateAppForm",
    "add_webauthn": "cms.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "cms.accounts.forms.EditPasskeyForm",
}

# How many proxies in front of the site add to X-Forwarded-For; limits are counted by address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
