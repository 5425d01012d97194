from django.urls import path, register_converter
from django.urls.converters import StringConverter

from courses.enums import RequestAct
from courses.views import certificate_requests, certificates, credentials

app_name = "certificates"


class AnyText(StringConverter):
    """Takes what the path converter leaves to other pages: line breaks."""

    regex = r"[\s\S]+"


register_converter(AnyText, "any_text")

# The last route takes every other address, so that one that cannot be a certificate's answers like an unknown one.
urlpatterns = [
    path("", certificates.check, name="check"),
    path("<any_text:code>/certificate.pdf", certificates.pdf, name="pdf"),
    path("<any_text:code>/credential.json", credentials.document, name="credential"),
    path("<any_text:code>/credential.jwt", credentials.token, name="token"),
    path("<any_text:code>/revoke/", certificate_requests.ask, {"act": RequestAct.REVOKE}, name="revoke"),
    path("<any_text:code>/reinstate/", certificate_requests.ask, {"act": RequestAct.REINSTATE}, name="reinstate"),
    path("<any_text:code>/correct-name/", certificate_requests.ask, {"act": RequestAct.RENAME}, name="correct_name"),
    path("<any_text:code>/badge.png", credentials.png, name="png"),
    path("<any_text:code>/badge.svg", credentials.svg, name="svg"),
    path("<any_text:code>/", certificates.verify, name="verify"),
]
