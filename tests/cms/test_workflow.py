"""From author to learner: submit, review, publish, each through the one publish check."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.test.utils.form_data import rich_text

from accounts.enums import Role
from accounts.models import OutboxEntry
from cms.models import LessonPage
from cms.services import access
from courses.models import Lesson
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.accounts import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db

TEXT = ("text", rich_text("<p>Stand there.</p>"))
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


@pytest.fixture
def tree(db):
    return make.make_tree()


def person(role):
    user = make_user(display_name=f"A {role}", email=f"{role}@city.example")
    make_membership(user=user, organisation=make_organisation(), role=role)
    access.sync_editor(user_id=user.pk)
    return user


@pytest.fixture
def browsers(tree):
    """An author, a reviewer and a publisher at the editor."""
    found = {}
    for role in (Role.AUTHOR, Role.REVIEWER, Role.PUBLISHER):
        found[role] = Client()
        found[role].force_login(person(role))
    return found


def told(response):
    return [str(message) for message in response.context["messages"]]


def create(browser, parent, **more):
    url = reverse("wagtailadmin_pages:add", args=["cms", "lessonpage", parent.pk])
    response = browser.post(url, forms.lesson_form(TEXT, **more), follow=True)
    return LessonPage.objects.filter(slug="the-door").first(), response


def submitted(browsers, tree):
    return create(browsers[Role.AUTHOR], tree[1], **{"action-submit": "1"})[0]


def send(browser, page, *blocks, **more):
    return browser.post(forms.edit_url(page), forms.lesson_form(*(blocks or (TEXT,)), **more), follow=True)


def approve(browser, page, **headers):
    task = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return browser.post(url, {"comment": "Good"}, headers=headers)


def fresh(page):
    return LessonPage.objects.get(pk=page.pk)


def step_of(page):
    task = fresh(page).current_workflow_task
    return task.name if task else None


def test_a_lesson_goes_from_author_to_reviewer_to_publisher_to_learners(browsers, tree, settings):
    settings.EMAIL_BACKEND = "accounts.mail_backends.OutboxBackend"
    lesson = submitted(browsers, tree)
    assert (lesson.live, step_of(lesson)) == (False, "Review")
    assert OutboxEntry.objects.get(topic="accounts.send_mail").payload["to"] == ["reviewer@city.example"]
    send(browsers[Role.REVIEWER], lesson, **APPROVE)
    assert (fresh(lesson).live, step_of(lesson)) == (False, "Publish")
    assert OutboxEntry.objects.latest("pk").payload["to"] == ["publisher@city.example"]
    send(browsers[Role.PUBLISHER], lesson, **APPROVE)
    assert (fresh(lesson).live, step_of(lesson)) == (True, None)
    assert Lesson.objects.get(slug="the-door").texts.get().body_html == "<p>Stand there.</p>"
    assert OutboxEntry.objects.latest("pk").payload["to"] == ["author@city.example"]


def test_submitting_tells_the_problems_at_once(browsers, tree):
    lesson, response = create(browsers[Role.AUTHOR], tree[1], summary="", **{"action-submit": "1"})
    assert "Saved, but not sent for review yet. One thing is to be done first:" in told(response)[-1]
    assert f'href="{forms.edit_url(lesson)}#panel-child-content-summary-section"' in told(response)[-1]
    assert WorkflowState.objects.count() == 0


def test_a_page_under_a_draft_may_be_reviewed_but_not_published(browsers, tree):
    module = make.make_module(parent=tree[0], live=False, title="Doors")
    lesson = create(browsers[Role.AUTHOR], module, **{"action-submit": "1"})[0]
    send(browsers[Role.REVIEWER], lesson, **APPROVE)
    assert step_of(lesson) == "Publish"
    response = send(browsers[Role.PUBLISHER], lesson, **APPROVE)
    assert "“Doors”, which holds this page, is not published yet." in told(response)[-1]
    assert (fresh(lesson).live, step_of(lesson)) == (False, "Publish")


def test_an_approval_of_a_reviewer_is_checked(browsers, tree):
    lesson = submitted(browsers, tree)
    response = send(browsers[Role.REVIEWER], lesson, summary="", **APPROVE)
    assert "Saved, but not approved yet." in told(response)[-1]
    assert (step_of(lesson), fresh(lesson).get_latest_revision_as_object().summary) == ("Review", "")


def at_the_last_step(browsers, tree):
    """A lesson that was spoilt after it was reviewed."""
    lesson = submitted(browsers, tree)
    approve(browsers[Role.REVIEWER], lesson)
    lesson.summary = ""
    lesson.save_revision(clean=False)
    return fresh(lesson)


def test_the_last_approval_refuses_and_leaves_everything_as_it_was(browsers, tree):
    lesson = at_the_last_step(browsers, tree)
    response = approve(browsers[Role.PUBLISHER], lesson)
    assert response.headers["Location"] == forms.edit_url(lesson)
    assert "Summary: This field cannot be blank." in forms.messages_of(browsers[Role.PUBLISHER], forms.edit_url(lesson))
    assert (fresh(lesson).live, step_of(lesson)) == (False, "Publish")
    assert TaskState.objects.get(task__name="Publish").status == TaskState.STATUS_IN_PROGRESS
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_an_approval_with_a_comment_is_refused_in_its_dialogue(browsers, tree):
    lesson = at_the_last_step(browsers, tree)
    response = approve(browsers[Role.PUBLISHER], lesson, **{"x-requested-with": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": forms.edit_url(lesson)}


def test_a_refusal_stands_in_the_history_of_the_page(browsers, tree):
    lesson = at_the_last_step(browsers, tree)
    approve(browsers[Role.PUBLISHER], lesson)
    history = reverse("wagtailadmin_pages:history", args=[lesson.pk])
    assert (
        "Not published: Summary: This field cannot be blank." in browsers[Role.PUBLISHER].get(history).content.decode()
    )


def test_a_page_in_review_is_locked_for_its_author_who_is_told_why(browsers, tree):
    lesson = submitted(browsers, tree)
    page = browsers[Role.AUTHOR].get(forms.edit_url(lesson)).content.decode()
    assert "Only reviewers for this task can edit the page." in page
    response = send(browsers[Role.AUTHOR], lesson, title="Changed", **{"action-submit": "1"})
    assert told(response)[-1].strip() == "The page could not be saved as it is locked."
    assert fresh(lesson).get_latest_revision_as_object().title == "The door"


def test_an_author_takes_a_page_back(browsers, tree):
    lesson = submitted(browsers, tree)
    send(browsers[Role.AUTHOR], lesson, **{"action-cancel-workflow": "1"})
    assert fresh(lesson).workflow_in_progress is False


def test_a_reviewer_asks_for_changes_and_the_author_sends_it_again(browsers, tree):
    lesson = submitted(browsers, tree)
    task = lesson.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "reject", task.pk])
    browsers[Role.REVIEWER].post(url, {"comment": "Which door?"})
    assert fresh(lesson).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Which door?" in browsers[Role.AUTHOR].get(forms.edit_url(lesson)).content.decode()
    send(browsers[Role.AUTHOR], lesson, **{"action-submit": "1"})
    assert step_of(lesson) == "Review"


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER])
def test_who_may_not_publish_does_not(role, browsers, tree):
    lesson = make.make_lesson(parent=tree[1], live=False)
    send(browsers[role], lesson, **{"action-publish": "1"})
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    browsers[role].post(f"{url}?id={lesson.pk}", {"include_descendants": ""})
    assert fresh(lesson).live is False


def test_reviewers_and_publishers_write_nothing_new(browsers, tree):
    for role in (Role.REVIEWER, Role.PUBLISHER):
        assert create(browsers[role], tree[1])[0] is None


def test_an_instructor_takes_both_steps_alone(editor, instructor):
    lesson = create(editor, make.make_tree()[1], **{"action-submit": "1"})[0]
    for _step in range(2):
        send(editor, lesson, **APPROVE)
    assert fresh(lesson).live is True


def test_drafts_are_compared_and_commented(browsers, tree, settings):
    settings.EMAIL_BACKEND = "accounts.mail_backends.OutboxBackend"
    _course, _module, lesson = tree
    lesson.summary = "Another sentence."
    lesson.save_revision()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, "live", "latest"])
    assert '<span class="addition">Another</span>' in browsers[Role.REVIEWER].get(compare).content.decode()
    for role, text in ((Role.AUTHOR, "Who says so?"), (Role.REVIEWER, "The law.")):
        comments = {
            "TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "",
            "0": {
                "id": "", "contentpath": "summary", "text": text, "position": "",
                "replies": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "0"},
            },
        }  # fmt: skip
        extra = {"comments": comments, "comment_notifications": "on", "title": lesson.title, "slug": lesson.slug}
        send(browsers[role], lesson, **extra)
    kept = Page.objects.get(pk=lesson.pk).wagtail_admin_comments.values_list("text", flat=True)
    assert sorted(kept) == ["The law.", "Who says so?"]
    assert OutboxEntry.objects.get(topic="accounts.send_mail").payload["to"] == ["author@city.example"]
