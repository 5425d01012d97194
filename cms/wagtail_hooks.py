from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.enums import LogAction
from cms.panels import StartPanel
from cms.refusals import RefusalFormatter
from cms.views import downloads, moving, publishing, starting
from cms.viewsets import CheckedPublishBulkAction, ReadOnlyPagesAPI, RuleSetViewSet, TermViewSet

# What an instructor needs in the side bar; administrators see everything.
INSTRUCTORS_MENU = {"explorer", "images", "documents", "media", "terms", "rule-sets"}

# Wagtail's panels about the workflow, and about recent edits: ours says the same and more.
TOLD_BY_OURS = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate", "recent_edits"}

register_snippet(TermViewSet)
register_snippet(RuleSetViewSet)
# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", CheckedPublishBulkAction, order=1)

hooks.register("construct_admin_api", lambda api: api.register_endpoint("pages", ReadOnlyPagesAPI))

hooks.register("before_serve_document", downloads.keep_from_strangers)
hooks.register("before_edit_page", publishing.check_edit)
hooks.register("before_create_page", publishing.check_create)
hooks.register("after_edit_page", publishing.tell_problems)
hooks.register("after_create_page", publishing.tell_problems)
hooks.register("before_publish_page", publishing.refuse)
hooks.register("before_move_page", moving.refuse_move)
hooks.register("before_bulk_action", moving.refuse_bulk_move)
hooks.register("after_copy_page", starting.adopt_copy)


@hooks.register("register_log_actions")
def refusals_in_the_history(actions: Any) -> None:
    actions.register_action(LogAction.REFUSED.value)(RefusalFormatter)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("", include("cms.urls"))]


@hooks.register("construct_main_menu")
def keep_the_menu_short(request: HttpRequest, menu_items: list[Any]) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name in INSTRUCTORS_MENU]


@hooks.register("construct_homepage_panels")
def show_where_to_start(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001  (the hook's signature)
    panels[:] = [panel for panel in panels if panel.name not in TOLD_BY_OURS]
    panels.append(StartPanel())


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin/editor.css"))


@hooks.register("insert_editor_js")
def authoring_js() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("cms/js/authoring.js"))
