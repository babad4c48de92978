"""The embedded default for one's own machine: no service, no secret, no TLS."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR, STORAGES, env

DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=True)
# Known to all, so fit only for a machine that serves nobody else.
SECRET_KEY = env.str("SECRET_KEY", default="development-only-and-known-to-everybody-who-reads-this")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

if env.bool("CHECK_BREACHED_PASSWORDS", default=False):
    AUTH_PASSWORD_VALIDATORS.append(BREACHED_PASSWORDS_VALIDATOR)  # noqa: F405

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
