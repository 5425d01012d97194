import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from cms.models import BranchExercisePage, CataloguePage, CoursePage, LessonPage
from cms.views import publishing
from courses.models import Lesson
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

TWO_SCENES = (
    forms.scene("The door", forms.option("Go out"), forms.option("Stay in", "poor", "The end")),
    forms.scene("The end"),
)


@pytest.fixture
def case(instructor):
    return make.make_branch(parent=make.make_tree()[2], live=False)


def messages_after(response):
    return [str(message) for message in response.context["messages"]]


def post(client, page, data):
    return client.post(forms.edit_url(page), data, follow=True)


def test_an_unfinished_case_is_saved_as_a_draft(editor, case):
    data = forms.branch_form(forms.scene("", forms.option("", ""), forms.option("Stay", "", "Nowhere")), points="")
    response = post(editor, case, data)
    assert response.redirect_chain == [(forms.edit_url(case), 302)]
    draft = BranchExercisePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert draft.scenes[0].value["options"][1]["goes_on_to"] == "Nowhere"


def test_autosave_keeps_an_unfinished_case(editor, case):
    data = forms.branch_form(forms.scene("Half a sc"))
    response = editor.post(forms.edit_url(case), data, headers={"accept": "application/json"})
    assert response.json()["success"] is True
    draft = BranchExercisePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert draft.scenes[0].value["title"] == "Half a sc"


def test_an_unfinished_lesson_is_saved_as_a_draft(editor):
    lesson = make.make_lesson(parent=make.make_tree()[1], live=False)
    figure = ("figure", {"image": "", "alt": "", "caption": "", "credit": ""})
    post(editor, lesson, forms.lesson_form(figure, summary=""))
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["figure"]


def test_publishing_an_unfinished_case_saves_it_and_lists_every_problem(editor, case):
    options = (forms.option("Go out", goes_on_to="The attic"), forms.option("Stay in", ""))
    data = forms.branch_form(forms.scene("The door", *options), forms.scene(""), **{"action-publish": "1"})
    response = post(editor, case, data)
    stored = BranchExercisePage.objects.get(pk=case.pk)
    assert (stored.live, stored.get_latest_revision_as_object().scenes[0].value["title"]) == (False, "The door")
    told = messages_after(response)[-1]
    assert "Saved, but not published yet." in told
    assert "Scene 1, Choice 2, How good is it: This field is required." in told
    assert "Scene 2, Title: This field is required." in told
    assert "there is no scene called “The attic”" in told
    assert f'href="{forms.edit_url(case)}#block-' in told


def test_the_listed_places_exist_in_the_editor(editor):
    lesson = make.make_lesson(parent=make.make_tree()[1], live=False)
    response = post(editor, lesson, forms.lesson_form(summary="", slug="final", **{"action-publish": "1"}))
    told = messages_after(response)[-1]
    page = response.content.decode()
    anchors = [part.split('"')[0] for part in told.split("#")[1:]]
    assert anchors == [
        "panel-child-content-summary-section",
        "panel-child-content-body-section",
        "panel-child-address_and_dates-slug-section",
    ]
    assert [f'id="{anchor}"' in page for anchor in anchors] == [True, True, True]


def test_publishing_a_finished_case_publishes_it(editor, case):
    response = post(editor, case, forms.branch_form(*TWO_SCENES, **{"action-publish": "1"}))
    assert "has been published" in messages_after(response)[0]
    assert BranchExercisePage.objects.get(pk=case.pk).live is True


def test_an_unfinished_edit_leaves_what_is_published(editor, case):
    post(editor, case, forms.branch_form(*TWO_SCENES, **{"action-publish": "1"}))
    post(editor, case, forms.branch_form(forms.scene("Alone"), **{"action-publish": "1"}))
    stored = BranchExercisePage.objects.get(pk=case.pk)
    assert (stored.live, stored.has_unpublished_changes, stored.scenes[0].value["title"]) == (True, True, "The door")


def test_submitting_for_approval_is_checked_too(editor, case):
    response = post(editor, case, forms.branch_form(**{"action-submit": "1"}))
    assert "Saved, but not sent for review yet." in messages_after(response)[-1]


def test_a_form_that_cannot_be_saved_at_all_is_left_to_the_editor(editor, case):
    response = post(editor, case, forms.branch_form(*TWO_SCENES, title="", **{"action-publish": "1"}))
    assert response.redirect_chain == []
    assert "could not be saved due to validation errors" in messages_after(response)[-1]


def create_url(parent, model):
    return reverse("wagtailadmin_pages:add", args=["cms", model, parent.pk])


def test_a_new_page_with_problems_becomes_a_draft(editor):
    lesson = make.make_tree()[2]
    url = create_url(lesson, "branchexercisepage")
    response = editor.post(url, forms.branch_form(**{"action-publish": "1"}), follow=True)
    page = BranchExercisePage.objects.get()
    assert (page.live, response.redirect_chain[0][0]) == (False, forms.edit_url(page))
    assert "Give at least one scene two choices or more." in messages_after(response)[-1]


def test_a_new_draft_finds_its_own_address(editor):
    lesson = make.make_tree()[2]
    url = create_url(lesson, "branchexercisepage")
    editor.post(url, forms.branch_form(slug=""), headers={"accept": "application/json"})
    assert BranchExercisePage.objects.get().slug == "the-visit"


def test_a_new_finished_page_is_published(editor):
    module = make.make_tree()[1]
    text = ("text", rich_text("<p>Stand there.</p>"))
    editor.post(create_url(module, "lessonpage"), forms.lesson_form(text, **{"action-publish": "1"}), follow=True)
    assert Lesson.objects.get(slug="the-door").texts.get().body_html == "<p>Stand there.</p>"


def test_an_approval_of_an_unfinished_page_is_refused_with_a_message(admin_client, case):
    case.scenes = []
    case.save_revision(clean=False)
    make.submit_for_approval(case)
    task = case.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "approve", task.pk])
    response = admin_client.post(url, follow=True)
    assert "Saved, but not published yet." in messages_after(response)[-1]
    case.refresh_from_db()
    assert (case.live, case.workflow_in_progress) == (False, True)


@pytest.mark.parametrize("action", ["publish", "create_alias", "move", "copy"])
def test_no_other_door_leads_around_the_check(editor, case, action):
    case.scenes = []
    case.save_revision(clean=False)
    before = set(Page.objects.values_list("pk", "live", "path"))
    url = reverse("wagtailadmin_api:pages:action", args=[case.pk, action])
    response = editor.post(url, {"destination_page_id": case.get_parent().get_parent().pk})
    assert response.status_code == 404
    assert set(Page.objects.values_list("pk", "live", "path")) == before


def test_bulk_publishing_publishes_what_is_ready_from_the_top_down(editor, instructor):
    course = make.make_course(live=False)
    module = make.make_module(parent=course, live=False)
    good = make.make_lesson(parent=module, live=False)
    bad = make.make_lesson(parent=module, live=False, title="Unfinished", summary="")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={course.pk}", {"include_descendants": "on"}, follow=True)
    live = Page.objects.filter(pk__in=[course.pk, module.pk, good.pk, bad.pk], live=True)
    assert set(live.values_list("pk", flat=True)) == {course.pk, module.pk, good.pk}
    assert "“Unfinished” was not published:" in messages_after(response)[0]


def test_pages_of_the_site_itself_are_published_as_ever(admin_client):
    catalogue = make.make_catalogue()
    data = {"title": "All courses", "slug": "courses", "lead": "", "action-publish": "1"}
    admin_client.post(forms.edit_url(catalogue), forms.nested_form_data(data | {"comments": forms.COMMENTS}))
    assert CataloguePage.objects.get().title == "All courses"


def test_an_instructor_writes_a_course_from_nothing(editor):
    catalogue = CataloguePage.objects.get()
    data = {
        "title": "Protocol",
        "slug": "protocol",
        "summary": "First things first.",
        "description": rich_text("<p>A</p>"),
        "audience": "",
        "outcomes": "",
        "estimated_minutes": "60",
        "test_out_margin": "10",
        "test_out_tries": "1",
        "valid_months": "0",
        "completion": "all-required",
        "enrolment": "open",
        "pass_percent": "70",
        "instructor_names": "",
        "sources": "",
        "comments": forms.COMMENTS,
        "action-publish": "1",
    }
    response = editor.post(create_url(catalogue, "coursepage"), forms.nested_form_data(data), follow=True)
    assert response.status_code == 200
    assert CoursePage.objects.get(slug="protocol").live is True


def test_a_copy_is_a_draft(editor):
    _course, module, lesson = make.make_tree()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": module.pk, "publish_copies": "on"}
    editor.post(reverse("wagtailadmin_pages:copy", args=[lesson.pk]), data)
    assert LessonPage.objects.get(slug="copy").live is False


def test_bulk_publishing_of_nothing_that_is_ready_boasts_of_nothing(editor):
    bad = make.make_lesson(parent=make.make_tree()[1], live=False, title="Unfinished", summary="")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={bad.pk}", {"include_descendants": ""}, follow=True)
    [told] = messages_after(response)
    assert told.startswith("“Unfinished” was not published:")


def test_the_last_check_stands_right_before_publishing(rf, case, instructor):
    request = rf.post("/")
    request.session, request.user = {}, instructor
    request._messages = FallbackStorage(request)
    assert publishing.refuse(request, case) is None
    case.scenes = []
    assert publishing.refuse(request, case).url == forms.edit_url(case)
    assert "Saved, but not published yet." in str(next(iter(request._messages)))
