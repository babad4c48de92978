"""For the test suite: fast, silent and alone. TEST_DATABASE=postgres runs it on PostgreSQL."""

import tempfile

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES, env

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://localhost"

if env.str("TEST_DATABASE", default="sqlite") == "postgres":
    DATABASES = {"default": env.db("TEST_DATABASE_URL")}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
# A rolled-back test leaves no trace of what it cached; tests of the cache switch it on.
PUBLIC_CACHE_SECONDS = 0
ELASTICSEARCH_URL = ""
SEARCH_MEANING = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

MEDIA_ROOT = tempfile.mkdtemp(prefix="alliance-test-media-")
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": tempfile.mkdtemp(prefix="alliance-test-private-"),
            "base_url": None,
        },
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
LOGGING = {"version": 1, "disable_existing_loggers": False}
# Tests sign in as the people of the sample.
SAMPLE_ACCOUNTS = True
