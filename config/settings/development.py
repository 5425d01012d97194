"""What `make run` uses: one machine, embedded services, the demo. Never for a public server."""

from config.settings.base import *

CHANCERY_DEMO = environment.flag("CHANCERY_DEMO", default=True)
SECRET_KEY = SECRET_KEY or "development-only-key-that-no-server-may-use"
CHANCERY_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Served straight from the apps, so that a first start need not collect and compress a thousand files.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
