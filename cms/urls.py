from django.urls import path

from cms.views import rehearsal, starting

app_name = "cms"

urlpatterns = [
    path("new-course/", starting.new_course, name="new_course"),
    path("rehearse/<int:page_id>/", rehearsal.rehearse, name="rehearse"),
]
