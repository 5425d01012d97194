from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from accounts.services import outbox
        from accounts.signals import invitation_accepted
        from assessments.selectors import chains, given
        from assessments.signals import (
            attempt_scored,
            attempt_voided,
            counting_changed,
            scores_changed,
            scores_restored,
        )
        from courses import receivers, selectors, services
        from courses.selectors import certificate_chains

        outbox.register("courses.issue_certificate", services.issue_certificate)
        outbox.register("courses.issue_programme_certificate", services.issue_programme_certificate)
        outbox.register("courses.restore_transcript", services.restore_transcript)
        outbox.register("courses.sign_issue", services.sign_issue)
        outbox.register("courses.look_at_programme", services.look_at_programme)
        outbox.register("courses.reassess_course", services.reassess_course)
        outbox.register("courses.give_second_look", services.give_second_look)
        outbox.register("courses.renew_certificate", services.renew_certificate)
        chains.register_log(certificate_chains.LOG_NAME, certificate_chains.LOG)
        given.register_under(selectors.organisations_of)
        invitation_accepted.connect(receivers.share_enrolments, dispatch_uid="courses.share_enrolments")
        attempt_scored.connect(receivers.record_attempt, dispatch_uid="courses.record_attempt")
        attempt_voided.connect(receivers.reassess_learner, dispatch_uid="courses.reassess_learner")
        counting_changed.connect(receivers.reassess_exercise, dispatch_uid="courses.reassess_exercise")
        scores_changed.connect(receivers.count_changed_scores, dispatch_uid="courses.count_changed_scores")
        scores_restored.connect(receivers.take_back_changed_scores, dispatch_uid="courses.take_back_changed_scores")
