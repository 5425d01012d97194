from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from django.core import checks as django_checks
        from django.db.models.signals import post_delete, post_save, pre_delete
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from accounts.signals import membership_changed
        from cms import checks, gate, models, receivers
        from cms.services import publishing

        django_checks.register(checks.check_templates, "cms")
        gate.install(publishing.problems_of)
        page_published.connect(receivers.project_published, dispatch_uid="cms.project_published")
        page_unpublished.connect(receivers.project_unpublished, dispatch_uid="cms.project_unpublished")
        post_page_move.connect(receivers.project_move, dispatch_uid="cms.project_move")
        membership_changed.connect(receivers.sync_editor, dispatch_uid="cms.sync_editor")
        exercises = (
            models.ChoiceExercisePage,
            models.OrderExercisePage,
            models.BranchExercisePage,
            models.NumericExercisePage,
            models.MatchExercisePage,
            models.SjtExercisePage,
            models.PlacementExercisePage,
            models.IntrayExercisePage,
            models.RedpenExercisePage,
            models.RubricExercisePage,
            models.NegotiationExercisePage,
            models.NetworkExercisePage,
            models.HotspotExercisePage,
        )
        for model in exercises:
            post_save.connect(receivers.register_draft, model, dispatch_uid=f"cms.register_{model.__name__}")
        learned = (
            models.CoursePage,
            models.ModulePage,
            models.LessonPage,
            models.CaseStudyPage,
            models.SamplesPage,
            models.ProgrammePage,
            models.ReferencesPage,
            models.ReferencePage,
            *exercises,
        )
        for model in learned:
            post_delete.connect(receivers.project_deletion, model, dispatch_uid=f"cms.delete_{model.__name__}")
        post_delete.connect(receivers.delete_track_file, models.MediaTrack, dispatch_uid="cms.delete_track_file")
        for model in (models.Recording, models.CourseDocument, models.Term):
            pre_delete.connect(receivers.drop_item, model, dispatch_uid=f"cms.drop_{model.__name__}")
        for model in (models.Picture, models.Recording, models.CourseDocument, models.Term):
            post_save.connect(receivers.render_users, model, dispatch_uid=f"cms.render_{model.__name__}")
