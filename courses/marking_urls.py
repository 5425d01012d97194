from django.urls import path

from courses.views import appeals, gain, marking, measurement

app_name = "marking"

urlpatterns = [
    path("", marking.queue, name="queue"),
    path("gain/", gain.gains, name="gains"),
    path("certainty/", measurement.certainties, name="certainties"),
    path("<uuid:submission>/", marking.work, name="work"),
    path("<uuid:submission>/open/", marking.open_work, name="open"),
    path("<uuid:submission>/save/", marking.save, name="save"),
    path("<uuid:submission>/release/", marking.release, name="release"),
    path("<uuid:submission>/second-look/", appeals.answer, name="appeal"),
]
