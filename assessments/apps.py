from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from assessments import receivers

        user_logged_in.connect(receivers.claim_attempts, dispatch_uid="assessments.claim_attempts")
