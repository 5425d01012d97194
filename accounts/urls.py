from django.urls import path

from accounts.views import coordinators, own

app_name = "accounts"

urlpatterns = [
    path("account/", own.profile, name="profile"),
    path("help/", own.help_page, name="help"),
    path("invitations/<str:token>/", own.invitation, name="invitation"),
    path("people/", coordinators.people, name="people"),
    path("people/invitations/send/", coordinators.send_invitations, name="send_invitations"),
    path("people/invitations/<int:invitation>/resend/", coordinators.resend, name="resend_invitation"),
    path("people/invitations/<int:invitation>/withdraw/", coordinators.withdraw, name="withdraw_invitation"),
]
