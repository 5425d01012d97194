from django.urls import path

from courses.views import certificate_requests

app_name = "requests"

urlpatterns = [
    path("", certificate_requests.waiting, name="list"),
    path("<uuid:request_key>/", certificate_requests.decide, name="request"),
]
