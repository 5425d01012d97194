from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from accounts.services import outbox
        from assessments import receivers, services

        outbox.register("assessments.fill_evidence", services.fill_evidence)
        outbox.register("assessments.work_out", services.work_out)
        outbox.register("assessments.rescore_all", services.rescore_all)
        outbox.register("assessments.rescore", services.rescore_part)
        outbox.register("assessments.tell_rescored", services.tell_rescored)
        user_logged_in.connect(receivers.claim_attempts, dispatch_uid="assessments.claim_attempts")
