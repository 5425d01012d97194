"""The pages and groups that every installation starts with."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, WorkflowPage

from cms.admin_forms import INSTRUCTORS_GROUP
from cms.models import CataloguePage, HomePage

EDITORS_GROUP = "Editors"
WELCOME = "Welcome to your new Wagtail site!"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
LIBRARY_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
SITE_RIGHTS = ("access_admin", "add_term", "change_term", "view_term")


def ensure_site() -> CataloguePage:
    """Make the home page, the catalogue and the groups of instructors and editors where they are missing.

    Returns:
        The catalogue, under which courses are written.

    Never changes a page that is there already. Safe to call twice.
    """
    home = HomePage.objects.first() or _make_home()
    catalogue = CataloguePage.objects.child_of(home).first() or _make_catalogue(home)
    _ensure_group(INSTRUCTORS_GROUP, catalogue)
    _ensure_group(EDITORS_GROUP, home)
    return catalogue


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
    # Nobody asked for an approval step; a city that wants one sets up its own.
    WorkflowPage.objects.filter(page=Page.get_first_root_node()).delete()
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


def _ensure_group(name: str, top: Page) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(*_permissions(SITE_RIGHTS))
    for permission in _permissions(PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=permission)
    library: Any = Collection.get_first_root_node()
    for permission in _permissions(LIBRARY_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission)


def _permissions(codenames: tuple[str, ...]) -> list[Permission]:
    apps = ("cms", "wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailimages")
    return list(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=apps))
