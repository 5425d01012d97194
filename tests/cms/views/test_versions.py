import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments import services
from assessments.models import Exercise
from cms.models import ChoiceExercisePage
from cms.services import publishing
from tests.cms import forms
from tests.cms.views.test_publishing import messages_after, post
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.assessments import make_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(instructor):
    return make.make_choice(parent=make.make_tree()[2])


def block(value, key):
    return {"deleted": "", "id": key, "value": value}


def with_ids(blocks):
    """Number blocks as the editor does, so that they keep their ids."""
    data = {"count": str(len(blocks))}
    for place, (kind, key, value) in enumerate(blocks):
        data[str(place)] = {"deleted": "", "order": str(place), "type": kind, "id": key, "value": value}
    return data


def filled(value):
    """Leave out what is empty: a browser sends no box that is not ticked."""
    return {name: text for name, text in value.items() if text}


def form_of(page, **more):
    """Give what the editor sends for a page as it is stored."""
    questions = []
    for raw in page.questions.raw_data:
        value = raw["value"]
        answers = [("item", one["id"], filled(one["value"])) for one in value["options"]]
        fields = {
            "mode": value["mode"],
            "difficulty": "medium",
            "points": str(value["points"]),
            "source": "",
            "competency": "",
        }
        fields |= {"prompt": rich_text(value["prompt"]), "why": rich_text(value["why"]), "options": with_ids(answers)}
        questions.append((raw["type"], raw["id"], fields))
    data = {"title": page.title, "slug": page.slug, "intro": rich_text(""), "questions": with_ids(questions)}
    data |= {"blueprint": streamfield([]), "points": str(page.points), "exposure_percent": str(page.exposure_percent)}
    return nested_form_data(data | forms.RULES | {"shuffle": "on", "comments": forms.COMMENTS} | more)


def turned(page):
    """Make another answer right."""
    answers = [answer["value"] for answer in page.questions.raw_data[0]["value"]["options"]]
    answers[0]["right"], answers[1]["right"] = answers[1]["right"], answers[0]["right"]
    return page


def url_of(page):
    return reverse("cms:versions", args=[page.pk])


def answer(page, count=1):
    exercise = Exercise.objects.get(key=page.translation_key)
    for _ in range(count):
        attempt = make_attempt(exercise, make_user())
        services.submit_attempt(attempt_id=attempt.pk, client_seq="1", base_version=0, response={"answers": {}})
    make_attempt(exercise, make_user())


def publish_form(client, page):
    return post(client, page, form_of(page, **{"action-publish": "1"}))


def test_publishing_another_key_says_so_and_what_becomes_of_results(editor, check):
    answer(check, 2)
    response = publish_form(editor, turned(check))
    told = messages_after(response)[-1]
    assert "The key or the points changed." in told
    assert "One attempt under way finishes on the version it began with." in told
    assert "2 results stay as they are until they are rescored." in told
    assert {url_of(check), reverse("cms:rescorings", args=[check.pk])} <= links(response)


def links(response):
    return set(re.findall(r'href="([^"]+)"', response.content.decode()))


def test_publishing_words_or_another_task_says_so(editor, check):
    answer(check)
    check.title = "Other"
    assert "Only texts changed. One attempt under way" in messages_after(publish_form(editor, check))[-1]
    check.questions.raw_data[0]["value"]["mode"] = "multiple"
    told = messages_after(publish_form(editor, check))[-1]
    assert "What learners see or can answer changed." in told
    assert "One result stays as it is: it belongs to another task." in told


def test_publishing_the_same_or_for_the_first_time_says_nothing(editor, check):
    for page in (check, make.make_choice(parent=check.get_parent(), live=False)):
        publish_form(editor, page)
        told = messages_after(publish_form(editor, page))
        assert not [text for text in told if "changed" in text]


def test_the_page_compares_the_draft_and_lists_the_versions(editor, check, django_assert_max_num_queries):
    answer(check)
    publish_form(editor, turned(check))
    answer(check, 2)
    draft = turned(ChoiceExercisePage.objects.get(pk=check.pk))
    draft.save_revision(clean=False)
    page = editor.get(url_of(check)).content.decode()
    assert "When you publish it:" in page
    assert "2 attempts under way finish on the version they began with." in page
    assert "3 results stay as they are until they are rescored." in page
    assert page.count("chancery-tag") == 1
    assert "can be rescored" in page
    assert "<del>no</del>" in page


def test_the_editor_says_what_publishing_would_change(editor, check):
    turned(check).save_revision(clean=False)
    page = editor.get(forms.edit_url(check)).content.decode()
    assert "When you publish this draft:" in page
    assert "The key or the points changed." in page
    assert url_of(check) in page


def test_a_draft_that_is_not_ready_is_not_compared(editor, check):
    check.questions.raw_data[0]["value"]["options"] = []
    check.save_revision(clean=False)
    assert "It cannot be published as it is" in editor.get(url_of(check)).content.decode()


def test_an_exercise_that_nobody_has_yet_has_no_versions(editor, check):
    draft = make.make_choice(parent=check.get_parent(), live=False)
    assert "Learners do not have this exercise yet." in editor.get(url_of(draft)).content.decode()


def test_more_versions_and_results_cost_no_more_statements(editor, check, django_assert_max_num_queries):
    editor.get(url_of(check))
    counts = []
    for _ in range(2):
        for _ in range(3):
            answer(check)
            publishing.publish(turned(check))
        with django_assert_max_num_queries(200) as asked:
            editor.get(url_of(check))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_who_may_edit_sees_versions(client, check):
    assert client.get(url_of(check)).status_code == 302
    client.force_login(make_user())
    assert client.get(url_of(check)).status_code == 403
