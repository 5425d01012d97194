"""A public server. Every setting comes from the environment; docs/configuration.md lists them."""

from config.settings.base import *

CHANCERY_DEMO = False
SECRET_KEY = environment.text("CHANCERY_SECRET_KEY")
ALLOWED_HOSTS = environment.words("CHANCERY_ALLOWED_HOSTS", None)
CHANCERY_PUBLIC_URL = environment.text("PUBLIC_URL").rstrip("/")

# Rate limits count by the address that the last proxies saw, or everybody would share the limit of the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("CHANCERY_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("CHANCERY_HTTPS_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

EMAIL_HOST = environment.text("CHANCERY_SMTP_HOST", "localhost")
EMAIL_PORT = environment.number("CHANCERY_SMTP_PORT", 25)
EMAIL_HOST_USER = environment.text("CHANCERY_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.text("CHANCERY_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("CHANCERY_SMTP_TLS", default=False)
