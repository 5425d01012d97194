from django.urls import path

from cms.views import rehearsal

app_name = "cms"

urlpatterns = [
    path("rehearse/<int:page_id>/", rehearsal.rehearse, name="rehearse"),
]
