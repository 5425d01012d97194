from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("account/", views.profile, name="profile"),
    path("help/", views.help_page, name="help"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
