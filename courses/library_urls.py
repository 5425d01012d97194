from django.urls import path

from courses.views import library

app_name = "library"

urlpatterns = [
    path("", library.library, name="library"),
    path("templates/<slug:slug>.docx", library.document, name="document"),
    path("<slug:kind>/", library.shelf, name="shelf"),
    path("<slug:kind>/<slug:slug>/", library.reference, name="reference"),
]
