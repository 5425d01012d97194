from django.urls import path

from assessments import views

app_name = "assessments"

urlpatterns = [
    path("<uuid:key>/", views.attempt, name="attempt"),
    path("<uuid:key>/save/", views.save, name="save"),
    path("<uuid:key>/move/", views.move, name="move"),
    path("<uuid:key>/submit/", views.submit, name="submit"),
    path("<uuid:key>/receipt/", views.receipt, name="receipt"),
    path("<uuid:key>/self/", views.judge, name="judge"),
    path("<uuid:key>/review/", views.review, name="review"),
    path("<uuid:key>/second-look/", views.appeal, name="appeal"),
]
