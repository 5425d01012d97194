from django.urls import path

from courses.views import record

app_name = "record"

urlpatterns = [
    path("", record.own, name="own"),
    path("record.json", record.own_json, name="json"),
    path("notes/", record.keep_note, name="keep_note"),
    path("notes/<uuid:note>/delete/", record.delete_note, name="delete_note"),
]
