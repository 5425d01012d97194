from django.urls import path

from courses.views import certificates

app_name = "certificates"

# The last route takes every other address, so that one that cannot be a certificate's answers like an unknown one.
urlpatterns = [
    path("<path:code>/certificate.pdf", certificates.pdf, name="pdf"),
    path("<path:code>/revoke/", certificates.revoke, name="revoke"),
    path("<path:code>/", certificates.verify, name="verify"),
]
