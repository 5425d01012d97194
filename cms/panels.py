from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms import selectors
from cms.models import CataloguePage, CoursePage

AT_MOST = 20


class StartPanel(Component):
    """The first thing in the editor: what waits for me, the courses, and how to go about writing."""

    name = "start"
    template_name = "cms/admin/start.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        locale = Locale.get_default()
        courses = CoursePage.objects.filter(locale=locale).order_by("path")
        catalogue = CataloguePage.objects.filter(locale=locale).first()
        return {
            "waiting": selectors.waiting_for(user),
            "courses": courses[:AT_MOST],
            "stale": selectors.stale_references(user, timezone.localdate()),
            "may_begin": bool(catalogue and catalogue.permissions_for_user(user).can_add_subpage()),
        }
