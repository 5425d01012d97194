import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_pages_offer_no_privacy_that_the_learners_side_would_not_keep(client):
    course, _module, lesson = make.make_tree()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    for page in (course, lesson, course.get_parent()):
        address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        assert client.post(address, {"restriction_type": "login"}).status_code == 200
    assert not PageViewRestriction.objects.exists()
