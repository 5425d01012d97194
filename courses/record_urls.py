from django.urls import path

from courses.views import record

app_name = "record"

urlpatterns = [
    path("", record.own, name="own"),
    path("record.json", record.own_json, name="json"),
]
