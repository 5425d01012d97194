from django.urls import path

from cms.views import drawing, rehearsal, starting, versions

app_name = "cms"

urlpatterns = [
    path("new-course/", starting.new_course, name="new_course"),
    path("drawing/<int:page_id>/", drawing.drawing, name="drawing"),
    path("rehearse/<int:page_id>/", rehearsal.rehearse, name="rehearse"),
    path("versions/<int:page_id>/", versions.versions, name="versions"),
]
