"""The test suite: fast hashing, tasks run in place, nothing leaves the process."""

from config.settings.base import *

SECRET_KEY = "test"  # noqa: S105  (signs nothing outside the suite)
CHANCERY_PUBLIC_URL = "https://chancery.test"
CHANCERY_KEYS_DIR = BASE_DIR / "var" / "no-keys"
CHANCERY_KEYS = {}
DATABASES = {
    "default": dj_database_url.parse(environment.text("TEST_DATABASE_URL", "sqlite://:memory:")),
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CHANCERY_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_AUTOREFRESH = True
