from django.urls import path

from accounts.views import own

app_name = "demo"

urlpatterns = [path("mailbox/", own.demo_mailbox, name="mailbox")]
