from django.utils.translation import gettext_lazy as _

from config import environment

WAGTAIL_SITE_NAME = environment.text("CHANCERY_SITE_NAME", "Chancery")
WAGTAILADMIN_BASE_URL = environment.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
# Both call outside servers by default.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search_backend"}}
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
# Notices of the workflow go to the people whose step it is, not to whoever runs the server.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
