from django.urls import path

from accounts import views

app_name = "demo"

urlpatterns = [path("mailbox/", views.demo_mailbox, name="mailbox")]
