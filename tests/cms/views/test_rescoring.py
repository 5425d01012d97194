import uuid

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.services import outbox
from assessments import selectors, services
from assessments.models import Attempt, Exercise, Rescoring
from cms.models import ChoiceExercisePage
from cms.services import publishing
from courses.models import Course, RescoringEffect
from tests.assessments.services.test_remarking import full_marks, third_criterion
from tests.assessments.services.test_rescoring import publish
from tests.cms.views.test_publishing import messages_after
from tests.cms.views.test_versions import turned
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.assessments import make_definition, make_submission, release
from tests.factories.courses import make_enrolment

pytestmark = pytest.mark.django_db

CONFIRMED = {"confirm": "yes"}


@pytest.fixture
def check(instructor):
    return make.make_choice(parent=make.make_tree()[2])


def answered(page, *options):
    """Let somebody answer for each option, and publish another key."""
    exercise = Exercise.objects.get(key=page.translation_key)
    attempts = []
    for option in options:
        attempt = services.start_attempt(exercise_id=exercise.pk, learner_id=make_user(display_name="CANARY").pk)
        response = {"answers": {"q1": [option]}}
        services.submit_attempt(attempt_id=attempt.pk, client_seq="1", base_version=0, response=response)
        attempts.append(attempt)
    publishing.publish(turned(page))
    return attempts


def work():
    while outbox.sweep():
        pass


def list_url(page):
    return reverse("cms:rescorings", args=[page.pk])


def plan(client, page, **more):
    """Plan a rescoring with the form of its page, work it out, and return the response and its address."""
    target = selectors.published_version(page.translation_key)
    response = client.post(list_url(page), {"target": target, "reason": "Both are right."} | more, follow=True)
    work()
    return response


def campaign_url(page):
    return reverse("cms:rescoring", args=[page.pk, Rescoring.objects.latest("pk").key])


def percents(attempts):
    """Percent of the score that counts for each attempt."""
    rows = Attempt.objects.filter(pk__in=[one.pk for one in attempts]).order_by("pk")
    return [100 * earned // possible for earned, possible in rows.values_list("score__earned", "score__possible")]


def member(group):
    user = make_user()
    user.groups.set(Group.objects.filter(name=group))
    return user


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_rescoring_goes_from_the_plan_to_publishing_and_back(editor, check):
    attempts = answered(check, "a", "b", "b")
    assert "3 results rest on earlier versions of the same task." in text_of(editor.get(list_url(check)))
    response = plan(editor, check, may_lower="on")
    url = campaign_url(check)
    assert response.redirect_chain[-1][0] == url
    page = text_of(editor.get(url))
    assert "<strong>2</strong> higher" in page
    assert "<strong>1</strong> lower" in page
    assert "<strong>2</strong> pass now and did not" in page
    assert "<strong>1</strong> passed and do not now" in page
    assert '<th scope="row">+100</th><td>2</td>' in page
    assert attempts[0].key.hex[:8].upper() in page
    assert "CANARY" not in page
    assert percents(attempts) == [100, 0, 0]
    editor.post(url, CONFIRMED | {"step": "publish"})
    work()
    assert percents(attempts) == [0, 100, 100]
    assert "Everybody gets back the result they had before" in text_of(editor.get(url))
    editor.post(url, CONFIRMED | {"step": "undo"})
    work()
    assert percents(attempts) == [100, 0, 0]
    assert "undone" in text_of(editor.get(list_url(check)))


def test_who_would_lose_points_keeps_them_unless_that_is_allowed(editor, check):
    attempts = answered(check, "a", "b")
    plan(editor, check)
    page = text_of(editor.get(campaign_url(check)))
    assert "would not pass now, and keep their result" in page
    assert "keeps the result from before" in page
    editor.post(campaign_url(check), CONFIRMED | {"step": "publish"})
    work()
    assert percents(attempts) == [100, 100]


def test_the_report_says_what_came_of_it_in_courses(editor, check):
    answered(check, "b")
    plan(editor, check)
    assert "What came of it in courses" not in text_of(editor.get(campaign_url(check)))
    enrolment = make_enrolment(Course.objects.get(), make_user())
    RescoringEffect.objects.create(cause=Rescoring.objects.get().key, enrolment=enrolment)
    page = text_of(editor.get(campaign_url(check)))
    assert "<strong>0</strong> lessons ticked off" in page
    assert "<strong>1</strong> courses finished" in page
    assert "<strong>0</strong> people who have a certificate by now" in page


def test_nothing_happens_without_the_tick(editor, check):
    attempts = answered(check, "b")
    plan(editor, check)
    response = editor.post(campaign_url(check), {"step": "publish"}, follow=True)
    work()
    assert "tick the box first" in messages_after(response)[-1]
    assert percents(attempts) == [0]


def test_a_step_that_was_taken_is_not_taken_again(editor, check):
    attempts = answered(check, "b")
    plan(editor, check)
    for _ in range(2):
        editor.post(campaign_url(check), CONFIRMED | {"step": "publish"})
        work()
    assert percents(attempts) == [100]
    response = editor.post(campaign_url(check), CONFIRMED | {"step": "cancel"}, follow=True)
    assert "moved on" in messages_after(response)[-1]
    editor.post(campaign_url(check), CONFIRMED | {"step": "nothing"})
    assert percents(attempts) == [100]


def test_a_rescoring_that_is_not_needed_is_called_off(editor, check):
    attempts = answered(check, "b")
    plan(editor, check)
    assert "A rescoring is under way." in text_of(editor.get(list_url(check)))
    response = plan(editor, check)
    assert Rescoring.objects.count() == 1
    assert "under way" in messages_after(response)[-1]
    editor.post(campaign_url(check), CONFIRMED | {"step": "cancel"})
    assert "A rescoring is under way." not in text_of(editor.get(list_url(check)))
    assert percents(attempts) == [0]


def test_a_plan_needs_a_reason_and_the_version_of_now(editor, check):
    answered(check, "b")
    page = text_of(plan(editor, check, reason=" "))
    assert "This field is required." in page
    for described_by in ("id_reason_helptext", "id_reason_error", "id_may_lower_helptext"):
        assert f'id="{described_by}"' in page
    response = plan(editor, check, target="0" * 64)
    assert "plan again" in messages_after(response)[-1]
    assert not Rescoring.objects.exists()


def test_while_it_is_worked_out_the_page_says_how_far_it_is(editor, check):
    answered(check, "b")
    target = selectors.published_version(check.translation_key)
    editor.post(list_url(check), {"target": target, "reason": "Both are right."})
    page = text_of(editor.get(campaign_url(check)))
    assert "0 of 1 part is done." in page
    assert "Look again" in page
    assert "What a sample shows" in page
    assert 'value="publish"' not in page


def test_another_task_is_not_rescored(editor, check):
    answered(check, "b")
    page = ChoiceExercisePage.objects.get(pk=check.pk)
    page.questions.raw_data[0]["value"]["mode"] = "multiple"
    publishing.publish(page)
    response = plan(editor, check)
    assert "task itself was changed" in messages_after(response)[-1]


def test_the_versions_lead_to_rescoring_where_it_can_change_something(editor, check):
    url = reverse("cms:versions", args=[check.pk])
    assert list_url(check) not in text_of(editor.get(url))
    answered(check, "b")
    assert list_url(check) in text_of(editor.get(url))


def test_only_who_may_publish_the_page_rescores(client, check):
    answered(check, "b")
    other = make.make_choice(parent=check.get_parent())
    target = selectors.published_version(check.translation_key)
    key = services.plan_rescoring(
        exercise_key=check.translation_key, target_hash=target, reason="R", author_id=make_user().pk, may_lower=False
    )
    for user, refused in ((make_user(), 403), (member("Authors"), 302)):
        client.force_login(user)
        for url in (list_url(check), reverse("cms:rescoring", args=[check.pk, key])):
            assert client.get(url).status_code == refused
            sent = CONFIRMED | {"step": "cancel", "target": target, "reason": "R"}
            assert client.post(url, sent).status_code == refused
    assert selectors.rescoring(key).may_cancel
    client.force_login(member("Publishers"))
    assert client.get(reverse("cms:rescoring", args=[check.pk, key])).status_code == 200
    assert client.get(reverse("cms:rescoring", args=[other.pk, key])).status_code == 404
    assert client.get(reverse("cms:rescoring", args=[check.pk, uuid.uuid4()])).status_code == 404


def test_work_that_is_to_be_marked_again_is_listed(editor, check):
    marker = make_user()
    exercise = Exercise.objects.get(key=check.translation_key)
    exercise = publish(exercise, make_definition("rubric", key=exercise.key))
    papers = [make_submission(make_user(), exercise) for _ in range(2)]
    for paper in papers:
        release(paper, marker)
    exercise = third_criterion(exercise)
    assert "2 results rest on another rubric or task." in text_of(editor.get(list_url(check)))
    plan(editor, check)
    page = text_of(editor.get(campaign_url(check)))
    assert page.count("keeps its marks") == 2
    editor.post(campaign_url(check), CONFIRMED | {"step": "publish"})
    work()
    release(papers[0], marker, full_marks(), number=2, reason="New rubric.")
    page = text_of(editor.get(campaign_url(check)))
    assert "1 of 2 marked again so far." in page
    assert (page.count("marked again</td>"), page.count("waits in the markers")) == (1, 1)
    assert all(paper.key.hex[:8].upper() in page for paper in papers)
