from django.urls import path

from assessments import views

app_name = "samples"

urlpatterns = [
    path("", views.sample_list, name="list"),
    path("<slug:sample>/", views.sample, name="sample"),
]
