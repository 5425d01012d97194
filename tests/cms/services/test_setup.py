import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Site, Task, Workflow

from cms.enums import EditorGroup
from cms.models import CataloguePage, HomePage
from cms.services.setup import ensure_library, ensure_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare")]


def test_a_site_gets_its_first_pages_and_loses_wagtails_welcome():
    assert Page.objects.get(depth=2).title == "Welcome to your new Wagtail site!"
    catalogue = ensure_site()
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page.specific == home
    assert (catalogue.get_parent().specific, catalogue.get_url()) == (home, "/courses/")
    assert list(Page.objects.filter(depth=2).values_list("pk", flat=True)) == [home.pk]


def test_setting_up_twice_changes_nothing():
    first = ensure_site()
    CataloguePage.objects.filter(pk=first.pk).update(title="Our courses")
    rights = GroupPagePermission.objects.count()
    second = ensure_site()
    assert (second.pk, second.title, GroupPagePermission.objects.count()) == (first.pk, "Our courses", rights)
    assert Page.objects.count() == 5


def test_instructors_write_under_the_catalogue_and_editors_everywhere():
    catalogue = ensure_site()
    places = {
        name: set(GroupPagePermission.objects.filter(group__name=name).values_list("page", "permission__codename"))
        for name in (*EditorGroup, "Editors")
    }
    rights = {"add_page", "change_page", "publish_page"}
    tops = (catalogue.pk, ensure_library().pk)
    assert places["Instructors"] == {(top, right) for top in tops for right in rights}
    assert places["Authors"] == {(top, right) for top in tops for right in rights - {"publish_page"}}
    assert places["Reviewers"] == {(top, "change_page") for top in tops}
    assert places["Publishers"] == {(top, right) for top in tops for right in rights - {"add_page"}}
    assert places["Editors"] == {(catalogue.get_parent().pk, right) for right in rights}


def test_a_library_made_later_takes_the_rights_and_the_workflow_of_the_catalogue():
    catalogue = ensure_site()
    ensure_library().delete()
    GroupPagePermission.objects.filter(page=catalogue, group__name="Authors").delete()
    library = ensure_library()
    assert set(GroupPagePermission.objects.filter(page=library).values_list("group__name", flat=True)) == {
        "Instructors",
        "Reviewers",
        "Publishers",
    }
    assert library.get_workflow() == catalogue.get_workflow()


def test_wagtails_own_groups_are_gone():
    ensure_site()
    assert set(Group.objects.values_list("name", flat=True)) == {*EditorGroup, "Editors"}
    assert [task.name for task in Task.objects.all()] == ["Review", "Publish"]


def test_a_lost_home_page_is_made_again():
    ensure_site()
    HomePage.objects.get().delete()
    assert ensure_site().get_url() == "/courses/"


def test_courses_are_reviewed_and_then_published():
    catalogue = ensure_site()
    workflow = catalogue.get_workflow()
    assert workflow.name == "Review, then publish"
    assert [set(task.specific.groups.values_list("name", flat=True)) for task in workflow.tasks] == [
        {"Reviewers", "Instructors"},
        {"Publishers", "Instructors"},
    ]
    assert catalogue.get_parent().get_workflow() is None


def test_what_a_city_changed_stays_changed():
    ensure_site()
    GroupPagePermission.objects.filter(group__name="Instructors", permission__codename="publish_page").delete()
    Workflow.objects.update(name="Four eyes", active=False)
    GroupApprovalTask.objects.get(name="Review").groups.clear()
    ensure_site()
    rights = GroupPagePermission.objects.filter(group__name="Instructors")
    assert set(rights.values_list("permission__codename", flat=True)) == {"add_page", "change_page"}
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Four eyes"]
    assert (
        CataloguePage.objects.get().get_workflow(),
        GroupApprovalTask.objects.get(name="Review").groups.count(),
    ) == (None, 0)
