from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import gate
        from cms.services import publishing

        gate.install(publishing.problems_of)
