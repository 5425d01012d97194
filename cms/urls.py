from django.urls import path

from cms.views import drawing, rehearsal, rescoring, starting, versions

app_name = "cms"

urlpatterns = [
    path("new-course/", starting.new_course, name="new_course"),
    path("drawing/<int:page_id>/", drawing.drawing, name="drawing"),
    path("rehearse/<int:page_id>/", rehearsal.rehearse, name="rehearse"),
    path("rescoring/<int:page_id>/", rescoring.rescorings, name="rescorings"),
    path("rescoring/<int:page_id>/<uuid:rescoring>/", rescoring.rescoring, name="rescoring"),
    path("versions/<int:page_id>/", versions.versions, name="versions"),
]
