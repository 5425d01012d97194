from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.errors import PublishRefusedError
from cms.models import RuleSet, Term
from cms.refusals import say_skipped
from cms.services import publishing


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Key terms")
    menu_name = "terms"
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["term", "definition", "language"]
    list_filter = ["language"]


class RuleSetViewSet(SnippetViewSet):
    model = RuleSet
    icon = "list-ol"
    menu_label = _("Rule sets")
    menu_name = "rule-sets"
    menu_order = 360
    add_to_admin_menu = True
    list_display = ["title", "jurisdiction", "edition", "review_on", LiveStatusTagColumn()]
    list_filter = ["jurisdiction"]


class ReadOnlyPagesAPI(PagesAdminAPIViewSet):
    """Lists pages for the editor. Wagtail's own actions here publish, move and mirror pages round our checks."""

    actions: ClassVar[dict[str, Any]] = {}


class CheckedPublishBulkAction(PublishBulkAction):
    """Publishes what passes the publish check, from the top of the tree down, and says why the rest was not."""

    @classproperty
    def models(cls) -> list[type[Page]]:  # noqa: N805  (a class property)
        return [Page]

    def get_execution_context(self) -> dict[str, Any]:
        self.refused: list[PublishRefusedError] = []
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(
        cls, objects: Sequence[Page], *, refused: list[PublishRefusedError], **options: Any
    ) -> tuple[int, int]:
        user = options.get("user")
        chosen = {page.pk for page in objects}
        above = sum(_publish(page, user, refused) for page in sorted(objects, key=lambda page: page.path))
        # A page may stand below two of the chosen ones.
        below = {
            page.pk: page
            for top in (objects if options.get("include_descendants") else [])
            for page in top.get_descendants().not_live().order_by("path").specific()
            if page.pk not in chosen and page.permissions_for_user(user).can_publish()
        }
        return above, sum(_publish(page, user, refused) for page in below.values())

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        for error in self.refused:
            say_skipped(self.request, error)
        if num_parent_objects + num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


def _publish(page: Page, user: Any, refused: list[PublishRefusedError]) -> int:
    specific = page.specific
    try:
        publishing.publish(specific, specific.get_latest_revision(), user)
    except PublishRefusedError as error:
        publishing.begin_search(specific.get_latest_revision_as_object())
        refused.append(error)
        publishing.note_refusal(page, error.problems, user)
        return 0
    return 1
