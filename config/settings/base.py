"""Settings shared by all environments. Long topics stand in files of their own, imported at the end."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(environment.text("CHANCERY_VAR_DIR", str(BASE_DIR / "var")))

SECRET_KEY = environment.text("CHANCERY_SECRET_KEY", "")
# Keys that sign certificates stand beside the data folder, not in it: its backup must not hold them.
CHANCERY_KEYS_DIR = Path(environment.text("CHANCERY_KEYS_DIR", f"{VAR_DIR}-keys"))
CHANCERY_KEYS = environment.starting_with("CHANCERY_KEY_")
DEBUG = False
ALLOWED_HOSTS = environment.words("CHANCERY_ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = environment.words("CHANCERY_TRUSTED_ORIGINS")

CHANCERY_PUBLIC_URL = environment.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
CHANCERY_FORMER_URLS = [address.rstrip("/") for address in environment.words("CHANCERY_FORMER_URLS")]
CHANCERY_DEMO = environment.flag("CHANCERY_DEMO", default=False)
CHANCERY_MAINTENANCE = environment.flag("CHANCERY_MAINTENANCE", default=False)
CHANCERY_SITE_NAME = environment.text("CHANCERY_SITE_NAME", "Chancery")

INSTALLED_APPS = [
    "config",
    "accounts",
    "assessments",
    "courses",
    "cms",
    "allauth",
    "allauth.account",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.PersonalLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.PrivateCacheMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.ConflictMiddleware",
    "cms.middleware.EditorMiddleware",
    "config.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'chancery.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE makes writers wait in line instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
}

AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
# No native speaker has read these yet; the foot of every page says so.
LANGUAGES_TO_REVIEW = frozenset({"es"})
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Whoever sends mail (Wagtail does) writes into the outbox; the outbox hands over to the second.
EMAIL_BACKEND = "accounts.mail_backends.OutboxBackend"
CHANCERY_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = environment.text("CHANCERY_FROM_EMAIL", "Chancery <no-reply@localhost>")
EMAIL_TIMEOUT = 20

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
# Visitors choose their language at the foot of each page.
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"

from config.settings.parts.celery import *  # noqa: E402  (long topics stand in their own file)
from config.settings.parts.logging import *  # noqa: E402  (the same)
from config.settings.parts.security import *  # noqa: E402  (the same)
from config.settings.parts.sign_in import *  # noqa: E402  (the same)
from config.settings.parts.wagtail import *  # noqa: E402  (the same)
