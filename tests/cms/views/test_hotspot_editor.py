"""Places in a picture, written in the real editor, published, read back and played."""

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import HotspotExercisePage
from cms.services.publishing import problems_of
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.hotspots import make_hashed_picture, make_hotspot, region

pytestmark = pytest.mark.django_db


def place(text, area="0 0 50 50", **value):
    return "region", {"text": text, "shape": "rect", "area": area, "why": ""} | value


def form(picture, *places, **more):
    data = {
        "title": "The podium",
        "slug": "the-podium",
        "intro": rich_text(""),
        "prompt": rich_text("<p>What has to change?</p>"),
        "picture": str(picture.pk) if picture else "",
        "alt": "Two flags.",
        "credit": "Drawn for tests",
        "regions": streamfield(list(places)),
        "numbered": "on",
        "why": rich_text(""),
        "points": "4",
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data | more)


@pytest.fixture
def page(instructor):
    return make_hotspot(parent=make.make_tree()[2], live=False)


def test_an_exercise_is_written_published_and_its_picture_kept(editor, page):
    assert editor.get(forms.edit_url(page)).status_code == 200
    picture = make_hashed_picture()
    sent = form(picture, place("Left flag", right="on"), place("Plate", "50 80 10", shape="circle"))
    assert editor.post(forms.edit_url(page), sent).status_code == 302
    page = HotspotExercisePage.objects.get(pk=page.pk)
    assert (page.live, problems_of(page)) == (True, ())
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert [(entry["area"], entry["right"]) for entry in definition["regions"]] == [
        ([0, 0, 5000, 5000], True),
        ([5000, 8000, 1000], False),
    ]
    assert definition["picture"]["file"] == picture.kept_name
    assert picture.file.storage.exists(f"images/exercises/{picture.kept_name}")
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_photograph_is_kept_in_one_size(page):
    photograph = make_hashed_picture(file=get_test_image_file_jpeg(filename="photo.jpg", size=(3000, 1500)))
    page.picture = photograph
    assert (photograph.kept_name[40:], page.authored().width) == (".webp", 3000)
    photograph.keep()
    photograph.keep()
    with photograph.file.storage.open(f"images/exercises/{photograph.kept_name}") as file:
        assert file.read(4) == b"RIFF"


@pytest.mark.parametrize(
    ("picture", "places", "said"),
    [
        (True, [("A", "0 0 50", True), ("B", "0 0 9 9", False)], "Place 1: Write the numbers of this shape"),
        (True, [("A", "0 0 9 9", False), ("B", "0 0 9 9", False)], "Mark at least one place as right"),
        (False, [("A", "0 0 9 9", True), ("B", "0 0 9 9", False)], "Picture: This field"),
    ],
)
def test_a_mistake_keeps_the_draft_and_is_named(editor, page, picture, places, said):
    listed = [place(text, area, **({"right": "on"} if right else {})) for text, area, right in places]
    sent = form(page.picture if picture else None, *listed)
    response = editor.post(forms.edit_url(page), sent, follow=True)
    assert said in response.content.decode()
    assert not HotspotExercisePage.objects.get(pk=page.pk).live


def test_the_preview_of_an_unfinished_exercise_draws_what_is_there(editor, page):
    page.regions = [("region", region(key, key, area, right=key == "a")["value"]) for key, area in ONE_OPEN.items()]
    page.save_revision(clean=False)
    said = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert said.count('class="hotspot__place') == 2
    assert page.picture.kept_name in said
    assert page.picture.file.storage.exists(f"images/exercises/{page.picture.kept_name}")


ONE_OPEN = {"a": "0 0 9 9", "b": "20 20 30 30", "c": "half"}


def test_a_deleted_picture_leaves_what_learners_see(page, django_capture_on_commit_callbacks):
    page = make_hotspot(parent=page.get_parent())
    before = Exercise.objects.get(key=page.translation_key).current_version.definition
    with django_capture_on_commit_callbacks(execute=True):
        page.picture.delete()
    page = HotspotExercisePage.objects.get(pk=page.pk)
    assert page.picture is None
    assert Exercise.objects.get(key=page.translation_key).current_version.definition == before
