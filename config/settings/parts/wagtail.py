from django.utils.translation import gettext_lazy as _

from cms.rules.uploads import DOCUMENT_TYPES, MEDIA_TYPES, Limits, MediaKind
from config import environment

WAGTAIL_SITE_NAME = environment.text("CHANCERY_SITE_NAME", "Chancery")
WAGTAILADMIN_BASE_URL = environment.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
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

WAGTAILDOCS_DOCUMENT_MODEL = "cms.CourseDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = list(DOCUMENT_TYPES)
WAGTAILDOCS_CONTENT_TYPES = DOCUMENT_TYPES
# Nothing that somebody uploaded opens inside the site.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Recording",
    "MEDIA_FORM_BASE": "cms.forms.RecordingForm",
    "AUDIO_EXTENSIONS": list(MEDIA_TYPES[MediaKind.AUDIO]),
    "VIDEO_EXTENSIONS": list(MEDIA_TYPES[MediaKind.VIDEO]),
}
_LIMITS = Limits()
CHANCERY_UPLOAD_LIMITS = Limits(
    audio=environment.number("CHANCERY_AUDIO_MEGABYTES", _LIMITS.audio),
    video=environment.number("CHANCERY_VIDEO_MEGABYTES", _LIMITS.video),
    document=environment.number("CHANCERY_DOCUMENT_MEGABYTES", _LIMITS.document),
)
