import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Site

from cms.models import CataloguePage, HomePage
from cms.services.setup import ensure_site

pytestmark = pytest.mark.django_db


def test_a_site_gets_its_first_pages_and_loses_wagtails_welcome():
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
    assert Page.objects.count() == 3


def test_instructors_write_under_the_catalogue_and_editors_everywhere():
    catalogue = ensure_site()
    places = {
        name: set(GroupPagePermission.objects.filter(group__name=name).values_list("page", "permission__codename"))
        for name in ("Instructors", "Editors")
    }
    rights = {"add_page", "change_page", "publish_page"}
    assert places["Instructors"] == {(catalogue.pk, right) for right in rights}
    assert places["Editors"] == {(catalogue.get_parent().pk, right) for right in rights}


def test_wagtails_own_groups_are_gone():
    ensure_site()
    assert set(Group.objects.values_list("name", flat=True)) == {"Instructors", "Editors"}


def test_a_lost_home_page_is_made_again():
    ensure_site()
    HomePage.objects.get().delete()
    assert ensure_site().get_url() == "/courses/"
