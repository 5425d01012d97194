from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.models import CataloguePage, CoursePage

AT_MOST = 20


class StartPanel(Component):
    """The first thing in the editor: the courses, and how to go about writing."""

    name = "start"
    template_name = "cms/admin/start.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:  # noqa: ARG002  (Wagtail's signature)
        locale = Locale.get_default()
        courses = CoursePage.objects.filter(locale=locale).order_by("path")
        return {"courses": courses[:AT_MOST], "catalogue": CataloguePage.objects.filter(locale=locale).first()}
