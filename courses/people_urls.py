from django.urls import path

from courses.views import more_time, people, record, tries

app_name = "people"

urlpatterns = [
    path("<slug:organisation>/", people.progress, name="progress"),
    path("<slug:organisation>/people.csv", people.progress_csv, name="progress_csv"),
    path("<slug:organisation>/<uuid:person>/", people.person, name="person"),
    path("<slug:organisation>/<uuid:person>/record/", record.of_person, name="record"),
    path("<slug:organisation>/<uuid:person>/enrol/", people.enrol, name="enrol"),
    path("<slug:organisation>/<uuid:person>/withdraw/", people.withdraw, name="withdraw"),
    path("<slug:organisation>/<uuid:person>/another-try/", people.another_try, name="another_try"),
    path("<slug:organisation>/<uuid:person>/tries/<uuid:attempt>/", tries.take_out, name="take_out"),
    path("<slug:organisation>/<uuid:person>/more-time/", more_time.more_time, name="more_time"),
    path("<slug:organisation>/<uuid:person>/minutes/", more_time.give_minutes, name="give_minutes"),
]
