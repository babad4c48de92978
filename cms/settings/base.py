"""What holds everywhere, secure unless a setting module loosens it by name.

Configured from the environment alone; with no environment at all it is the embedded
default: SQLite, local-memory cache, tasks run at once, files on disk.
"""

from pathlib import Path

import environ

from cms.settings.accounts import *  # noqa: F403
from cms.settings.editing import *  # noqa: F403
from cms.settings.security import *  # noqa: F403

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
ALLOWED_HOSTS = []
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL

INSTALLED_APPS = [
    "search",
    "extranet.overview",
    "extranet.polls",
    "extranet.ballots",
    "extranet.membership",
    "extranet.demands",
    "extranet.records",
    "extranet.meetings",
    "extranet.documents",
    "extranet.notices",
    "extranet.core",
    "academy.reports",
    "academy.certificates",
    "academy.learning",
    "academy.enrolment",
    "academy.core",
    "campaigns.solidarity",
    "campaigns",
    "home",
    "cms.sharing",
    "cms.translation",
    "cms.publishing",
    "cms.directory",
    "cms.accounts",
    "cms.taxonomy",
    "cms.media",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "cms.accounts.admin_users.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "extranet.polls.simple_poll.SimplePollConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cms.core.middleware.PublicCacheMiddleware",
    "cms.core.middleware.OneAddressMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.core.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "cms.accounts.middleware.TimeZoneMiddleware",
    "cms.core.sent_once.SentOnceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.publishing.middleware.PublicationRefusedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.core.middleware.NeverKeptMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context.shell",
            ],
        },
    },
]

# --- Data -----------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers and one writer side by side; a writer waits its turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        }
    }
# How long a public page may be answered from the cache, in seconds; a change empties it at once.
PUBLIC_CACHE_SECONDS = env.int("PUBLIC_CACHE_SECONDS", default=600)

# How many days it is kept what people searched for.
SEARCH_COUNT_DAYS = env.int("SEARCH_COUNT_DAYS", default=180)

TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS = {
    "default": {
        "BACKEND": TASKS_BACKENDS[env.str("TASKS_BACKEND", default="immediate")],
    }
}

# --- Files ----------------------------------------------------------------------------

MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "media"))
MEDIA_URL = "/media/"
PRIVATE_ROOT = env.str("PRIVATE_ROOT", default=str(DATA_DIR / "private"))
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Confidential files: no address of their own, and in a place that no server shows.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "cms.core.bundle.BundledStaticFilesStorage"},
}
if env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
    STORAGES["private"] = {
        "BACKEND": STORAGES["default"]["BACKEND"],
        "OPTIONS": STORAGES["default"]["OPTIONS"]
        | {"bucket_name": env.str("S3_PRIVATE_BUCKET"), "querystring_auth": True},
    }
FILE_UPLOAD_PERMISSIONS = 0o640

# What imported documents strike out: "leave out" or "mark"; see docs/importing.md.
IMPORT_STRUCK_OUT = env.str("IMPORT_STRUCK_OUT", default="leave out")

# Confidential documents: bytes of one file, bytes and files of one upload.
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_BYTES", default=100 * 1024**2)
DOCUMENT_MAX_REQUEST_BYTES = env.int("DOCUMENT_MAX_REQUEST_BYTES", default=400 * 1024**2)
DOCUMENT_MAX_FILES = env.int("DOCUMENT_MAX_FILES", default=40)
# Who looks for viruses: tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl; nobody if empty.
CLAMAV_URL = env.str("CLAMAV_URL", default="")
CLAMAV_TIMEOUT = env.float("CLAMAV_TIMEOUT", default=30)
# Where the server in front finds PRIVATE_ROOT, for X-Accel-Redirect; empty: the site sends files.
SENDFILE_PREFIX = env.str("SENDFILE_PREFIX", default="")

# --- Languages and time ---------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["cms.formats"]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# What a translation was made from is known even when the source is gone.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# A class of wagtail_localize.machine_translators, and what it is to be told; none by default.
MACHINE_TRANSLATOR = env.str("MACHINE_TRANSLATOR", default="")
if MACHINE_TRANSLATOR:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translation.machine.GuardedTranslator",
        "OPTIONS": {
            "CLASS": MACHINE_TRANSLATOR,
            "OPTIONS": env.json("MACHINE_TRANSLATOR_OPTIONS", default={}),
        },
    }
# A section is translated page by page in the background.
WAGTAILLOCALIZE_JOBS = {"BACKEND": "cms.translation.jobs.RunBackend"}
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# --- Search ---------------------------------------------------------------------------

# Without an address the database alone searches.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# Begins the names of all indices, so that several sites can share a cluster.
ELASTICSEARCH_INDEX_PREFIX = env.str("ELASTICSEARCH_INDEX_PREFIX", default="alliance")
# How many seconds a reader waits for Elasticsearch before the database answers instead.
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", default=1.0)
# Whether results are ranked by meaning as well; needs `pip install .[meaning]`.
SEARCH_MEANING = env.bool("SEARCH_MEANING", default=False)
# How many seconds that may take before results stay as they were.
SEARCH_MEANING_TIMEOUT = env.float("SEARCH_MEANING_TIMEOUT", default=0.1)
# How much meaning counts beside words (1) in a language; in others it does not.
SEARCH_MEANING_WEIGHTS = {"en": 1.2, "es": 1.2, "fr": 1.4}

# --- Mail and logs --------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
# Whom to tell of a hole in the site, as security.txt says it: mailto:… or https://….
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # Every task that runs would write two lines, every request to Elasticsearch one.
        "django_tasks": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
