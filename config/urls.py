from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language as django_set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import downloads, glossary, recordings
from config import views
from courses.views import credentials, transcripts

handler404 = views.page_not_found
handler500 = views.server_error

# Wagtail's own sign-in forms would pass by rate limits and the confirmation of addresses.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

# It changes nothing but the language of one visitor; a token would set a cookie for everybody who reads a page.
set_language = csrf_exempt(django_set_language)

urlpatterns = [
    path("offline/", views.offline, name="offline"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("accounts/", include("allauth.account.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("accounts.urls")),
    path("people/", include("courses.people_urls")),
    path("marking/", include("courses.marking_urls")),
    path("demo/", include("accounts.demo_urls")),
    path("attempts/", include("assessments.urls")),
    path("try/", include("assessments.sample_urls")),
    path("learn/", include("courses.urls")),
    path("programme/", include("courses.programme_urls")),
    path("record/", include("courses.record_urls")),
    path("search/", include("courses.search_urls")),
    path("library/glossary/", glossary.glossary, name="glossary"),
    path("library/", include("courses.library_urls")),
    path("certificates/", include("courses.certificate_urls")),
    path("transcripts/", transcripts.transcripts, name="transcripts"),
    path("credentials/status/<int:number>", credentials.status_list, name="status_list"),
    path(".well-known/did.json", credentials.did_document, name="did_document"),
    path("certificate-requests/", include("courses.request_urls")),
    path("cms/login/", sign_in),
    path("_util/login/", sign_in),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("downloads/<uuid:document>/", downloads.download, name="download"),
    path("media/images/<path:path>", views.picture, name="picture"),
    path("media/recordings/<path:path>", recordings.recording, name="recording"),
    path("", include(wagtail_urls)),
]
