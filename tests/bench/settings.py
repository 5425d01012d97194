"""Production, with the floors beside it; static files come straight from the apps, so that none need collecting."""

from config.settings.production import *  # noqa: F403  (settings build on each other by star imports)
from config.settings.production import INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.floors"]
MIDDLEWARE = ["tests.bench.counting.StatementsMiddleware", *MIDDLEWARE]
ROOT_URLCONF = "tests.bench.urls"
CHANCERY_MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
