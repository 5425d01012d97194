from django.urls import path

from courses.views import programme

app_name = "programme"

urlpatterns = [
    path("", programme.overview, name="overview"),
    path("certificate/", programme.certificate, name="certificate"),
    path("<slug:role>/", programme.path, name="path"),
]
