"""The pages and groups that every installation starts with."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms.enums import EditorGroup
from cms.models import CataloguePage, HomePage, ReferencesPage, RuleSet, SamplesPage

EDITORS_GROUP = "Editors"
WELCOME = "Welcome to your new Wagtail site!"
WAGTAILS_WORKFLOW = "Moderators approval"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a group may do, as code names of permissions: with pages, in the libraries, and elsewhere in the editor."""

    pages: tuple[str, ...]
    library: tuple[str, ...] = ("choose_image", "choose_document")
    site: tuple[str, ...] = ("access_admin", "view_term", "view_ruleset")


# A change of a picture or a key term is seen by learners at once: authors add, they do not change what others made.
ADD = ("add_image", "choose_image", "add_document", "choose_document", "add_media")
ALL = (*ADD, "change_image", "change_document", "change_media")
WRITE = ("add_page", "change_page")
SEE = ("access_admin", "view_term", "view_ruleset")
DRAFT = ("add_ruleset", "change_ruleset")
WHOLE = Rights((*WRITE, "publish_page"), ALL, (*SEE, "add_term", "change_term", *DRAFT, "publish_ruleset"))
RIGHTS = {
    EditorGroup.INSTRUCTORS: WHOLE,
    EditorGroup.AUTHORS: Rights(WRITE, ADD, (*SEE, "add_term", *DRAFT)),
    EditorGroup.REVIEWERS: Rights(("change_page",), site=(*SEE, "change_ruleset")),
    EditorGroup.PUBLISHERS: Rights(("change_page", "publish_page"), site=(*SEE, "change_ruleset", "publish_ruleset")),
}


def ensure_site() -> CataloguePage:
    """Make home, catalogue, samples, library, the groups of people who write and their workflow where missing.

    Returns:
        The catalogue, under which courses are written.

    Never changes a page, the rights of a group or a workflow that is there already. Safe to call twice.
    """
    home = HomePage.objects.first() or _make_home()
    catalogue = CataloguePage.objects.child_of(home).first() or _make_catalogue(home)
    ensure_samples()
    for name, rights in RIGHTS.items():
        _ensure_group(name, catalogue, rights)
    _ensure_group(EDITORS_GROUP, home, WHOLE)
    if not Workflow.objects.exclude(name=WAGTAILS_WORKFLOW).exists():
        _make_workflow(catalogue)
    ensure_library()
    return catalogue


def ensure_samples() -> SamplesPage:
    """Make the page under which exercises for everybody stand, where it is missing.

    Returns:
        That page, below the home page.

    Never changes a page that is there already. Safe to call twice.
    """
    home = HomePage.objects.first() or _make_home()
    return SamplesPage.objects.child_of(home).first() or _make_samples(home)


def ensure_translated(catalogue: Page, language: str) -> Page:
    """Make the catalogue of a language, under which translations of courses stand, where it is missing.

    Args:
        catalogue: the one in the first language.
        language: its code.

    Returns:
        The page in that language. When it is made, it and its home page are aliases, which follow the first language
        until somebody makes pages of their own of them. Who may write below the first catalogue, and by which
        workflow, may so below this one. Safe to call twice.
    """
    locale, _created = Locale.objects.get_or_create(language_code=language)
    found: Page | None = catalogue.get_translation_or_none(locale)
    return found or _translate(catalogue, locale)


def _translate(catalogue: Page, locale: Locale) -> Page:
    made: Page = catalogue.copy_for_translation(locale, copy_parents=True, alias=True)
    for right in GroupPagePermission.objects.filter(page=catalogue):
        GroupPagePermission.objects.create(group=right.group, page=made, permission=right.permission)
    for use in WorkflowPage.objects.filter(page=catalogue):
        WorkflowPage.objects.create(page=made, workflow=use.workflow)
    return made


def ensure_library() -> ReferencesPage:
    """Make the page under which the library stands, where it is missing.

    Returns:
        That page, below the home page. A new one is open to the groups that may write courses, and follows their
        workflow.

    Never changes a page that is there already. Safe to call twice.
    """
    home = HomePage.objects.first() or _make_home()
    return ReferencesPage.objects.child_of(home).first() or _make_library(home)


def _make_library(home: HomePage) -> ReferencesPage:
    library = ReferencesPage(title=_("Library"), slug="library")
    HomePage.objects.get(pk=home.pk).add_child(instance=library)
    library.save_revision().publish(skip_permission_checks=True)
    for right in GroupPagePermission.objects.filter(page__in=CataloguePage.objects.child_of(home)):
        GroupPagePermission.objects.create(group=right.group, page=library, permission=right.permission)
    for chosen in WorkflowPage.objects.filter(page__in=CataloguePage.objects.child_of(home))[:1]:
        WorkflowPage.objects.create(workflow=chosen.workflow, page=library)
    return library


def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(
        title=_("The world comes to city hall"),
        slug="chancery",
        lead=_(
            "Be ready for it. Short courses in protocol, negotiation and diplomacy for people who work for a city: "
            "cases from practice, scores with reasons, and a certificate that anybody can check."
        ),
        courses_title=_("Take a course"),
        courses_text=_("Twenty minutes at a time, on a phone if you like. You go on where you stopped."),
        desk_title=_("What is on my desk?"),
        desk_text=_("Something has to be done this week. Find the lesson and the exercise that help with it."),
    )
    root.add_child(instance=home)
    home.save_revision().publish(skip_permission_checks=True)
    _serve(home)
    return home


def _serve(home: HomePage) -> None:
    """Make the page the root of the site, and remove Wagtail's own welcome page and default approval."""
    welcome = Page.objects.filter(depth=2, title=WELCOME).first()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": settings.CHANCERY_SITE_NAME},
    )
    if welcome:
        welcome.delete()
    # Courses have a workflow of their own, and the pages above them need none.
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name=WAGTAILS_WORKFLOW, task_states=None).delete()
    Group.objects.filter(name="Moderators", user=None).delete()
    GroupPagePermission.objects.filter(group__name=EDITORS_GROUP).delete()


def _make_catalogue(home: HomePage) -> CataloguePage:
    catalogue = CataloguePage(
        title=_("Courses"),
        slug="courses",
        lead=_("Stop whenever you like; you go on where you stopped. Each course ends with a certificate."),
    )
    home.add_child(instance=catalogue)
    catalogue.save_revision().publish(skip_permission_checks=True)
    return catalogue


def _make_samples(home: HomePage) -> SamplesPage:
    samples = SamplesPage(title=_("Try one now"), slug="try-one-now")
    HomePage.objects.get(pk=home.pk).add_child(instance=samples)
    samples.save_revision().publish(skip_permission_checks=True)
    return samples


def _ensure_group(name: str, top: Page, rights: Rights) -> None:
    """Give a group its rights, unless it has some: then they are what the city wants."""
    group, _created = Group.objects.get_or_create(name=name)
    if GroupPagePermission.objects.filter(group=group).exists():
        return
    group.permissions.add(*_permissions(rights.site))
    for permission in _permissions(rights.pages):
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=permission)
    library: Any = Collection.get_first_root_node()
    for permission in _permissions(rights.library):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission)


def _make_workflow(catalogue: CataloguePage) -> None:
    """Make the way from author to learner. Instructors may take either step, so that no page waits for nobody."""
    workflow = Workflow.objects.create(name=_("Review, then publish"))
    steps = ((_("Review"), EditorGroup.REVIEWERS), (_("Publish"), EditorGroup.PUBLISHERS))
    for position, (name, group) in enumerate(steps):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set(Group.objects.filter(name__in=[group, EditorGroup.INSTRUCTORS]))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    WorkflowPage.objects.create(workflow=workflow, page=catalogue)
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(RuleSet), defaults={"workflow": workflow}
    )


def _permissions(codenames: tuple[str, ...]) -> list[Permission]:
    apps = ("cms", "wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailmedia")
    return list(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=apps))
