"""Settings of a public site. Refuses to start, naming it, where a required variable is missing."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

SECRET_KEY = env.str("SECRET_KEY")
# Keys used before this one: what they signed or encrypted stays readable.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
BASE_URL = WAGTAILADMIN_BASE_URL = env.str("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES["default"] |= env.db("DATABASE_URL")  # noqa: F405
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")
vars().update(env.email_url("EMAIL_URL"))

if env.bool("CHECK_BREACHED_PASSWORDS", default=True):
    AUTH_PASSWORD_VALIDATORS.append(BREACHED_PASSWORDS_VALIDATOR)  # noqa: F405

# The proxy in front ends TLS and says so in this header; it must strip it from what clients send.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
