from django.urls import path

from courses.views import certificates, dilemmas, gain, learning

app_name = "courses"

urlpatterns = [
    path("", learning.dashboard, name="dashboard"),
    path("desk/<slug:task>/", learning.desk, name="desk"),
    path("dilemma/", dilemmas.dilemma, name="dilemma"),
    path("dilemma/stop/<str:link>/", dilemmas.stop, name="dilemma_stop"),
    path("dilemma/answer/<str:link>/", dilemmas.mailed, name="dilemma_mailed"),
    path("<slug:course>/", learning.course, name="course"),
    path("<slug:course>/enrol/", learning.enrol, name="enrol"),
    path("<slug:course>/certificate/", certificates.certificate_name, name="certificate_name"),
    path("<slug:course>/assessment/<slug:moment>/", gain.assessment, name="assessment"),
    path("<slug:course>/certificate/renew/", certificates.renew, name="certificate_renew"),
    path("<slug:course>/<slug:lesson>/", learning.lesson, name="lesson"),
    path("<slug:course>/<slug:lesson>/documents/", learning.documents, name="documents"),
    path("<slug:course>/<slug:lesson>/done/", learning.lesson_done, name="lesson_done"),
    path("<slug:course>/<slug:lesson>/report/", learning.report, name="report"),
    path("<slug:course>/<slug:lesson>/<slug:exercise>/", learning.exercise, name="exercise"),
    path("<slug:course>/<slug:lesson>/<slug:exercise>/start/", learning.start, name="start"),
    path("<slug:course>/<slug:lesson>/<slug:exercise>/on/", learning.after_exercise, name="after_exercise"),
]
