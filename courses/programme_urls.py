from django.urls import path

from courses.views import programme

app_name = "programme"

urlpatterns = [
    path("", programme.overview, name="overview"),
    path("<slug:role>/", programme.path, name="path"),
]
