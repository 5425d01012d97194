import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from assessments import services
from assessments.models import Mark, MarkSave
from tests.assessments.services.test_remarking import third_criterion
from tests.assessments.services.test_rescoring import dearer, run
from tests.factories.accounts import make_instructor, make_membership, make_network, make_organisation, make_user
from tests.factories.assessments import make_draft, make_marks, make_published_exercise, make_submission, release
from tests.factories.courses import course_body, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

LEVELS = {"level-ask": "top", "comment-ask": "On ask.", "level-tone": "mid", "comment-tone": "On tone."}


@pytest.fixture
def city():
    return make_organisation(name="Port Alder")


@pytest.fixture
def memo():
    return make_published_exercise("rubric")


@pytest.fixture
def course(memo):
    return make_course(lesson_item("a", exercise_item(memo)), slug="writing", bodies={"en": course_body("Writing")})


@pytest.fixture
def ana(city, course):
    user = make_membership(user=make_user(display_name="Ana Secret"), organisation=city).user
    make_enrolment(course, user)
    return user


@pytest.fixture
def work(ana, memo):
    return make_submission(ana, memo)


@pytest.fixture
def marker(city, client):
    user = make_instructor(city)
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def opened(request):
    """Let the marker have opened the work; the tests of opening use other names."""
    if {"work", "marker"} <= set(request.fixturenames):
        work, marker = request.getfixturevalue("work"), request.getfixturevalue("marker")
        services.open_work(attempt_id=work.pk, reader_id=marker.pk)


def address(work, name="work"):
    return reverse(f"marking:{name}", args=[work.key])


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def hidden(page):
    """Read the fields of the form that the page ends with."""
    form = page[page.rindex("<form", 0, page.rindex("client_seq")) :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


def save(client, work, **fields):
    return client.post(address(work), {"base_version": 0, "client_seq": uuid.uuid4().hex} | LEVELS | fields)


def test_the_queue_lists_what_waits_without_names(client, marker, work, ana):
    page = text_of(client.get("/marking/"))
    assert address(work) in page
    assert work.key.hex[:8].upper() in page
    assert "Writing" in page
    assert "1 piece of work" in page
    for secret in ("Ana Secret", ana.email, str(ana.key)):
        assert secret not in page + text_of(client.get(address(work)))


def test_work_is_shown_to_who_has_opened_it(client, marker, ana, memo):
    paper = make_submission(ana, memo)
    closed = text_of(client.get(address(paper)))
    assert "You have not opened this work yet." in closed
    assert "please decide" not in closed
    assert not paper.events.filter(kind="read").exists()
    for _ in range(2):
        answer = client.post(address(paper, "open"))
        assert (answer.status_code, answer["Location"]) == (303, address(paper))
    assert "please decide" in text_of(client.get(address(paper)))
    assert list(paper.events.filter(kind="read").values_list("by", flat=True)) == [marker.pk]
    assert client.get(address(paper, "open")).status_code == 405


def test_only_a_marker_of_the_city_opens_work(client, city, ana, memo):
    paper = make_submission(ana, memo)
    for user, status in ((ana, 403), (make_instructor(make_organisation()), 404), (make_user(), 403)):
        client.force_login(user)
        assert client.post(address(paper, "open")).status_code == status
    client.logout()
    assert client.post(address(paper, "open")).status_code == 302
    assert not paper.events.filter(kind="read").exists()


def test_the_queue_says_that_nothing_waits(client, marker):
    assert "Nothing is waiting." in text_of(client.get("/marking/"))
    assert "Nothing has been marked yet." in text_of(client.get("/marking/?show=marked"))
    assert client.get("/marking/?course=%00&page=x").status_code == 200


def test_the_queue_keeps_its_number_of_statements(client, marker, city, course, memo, django_assert_max_num_queries):
    for number in range(30):
        member = make_membership(user=make_user(), organisation=city).user
        make_enrolment(course, member)
        draft = make_submission(member, memo)
        if number % 9 == 0:
            services.save_marks(attempt_id=draft.pk, marker_id=marker.pk, draft=make_draft())
            with django_assert_max_num_queries(13):
                text_of(client.get("/marking/"))
    page = text_of(client.get("/marking/"))
    assert "30 pieces of work" in page
    assert "Page 1 of 2" in page
    assert text_of(client.get("/marking/?page=2")).count("<tr") == 6


def test_the_queue_is_filtered_by_course(client, marker, work, ana):
    other = make_published_exercise("rubric", title="Exam")
    make_enrolment(make_course(lesson_item("z", exercise_item(other)), slug="other"), ana)
    exam = make_submission(ana, other)
    both, one = text_of(client.get("/marking/")), text_of(client.get("/marking/?course=other"))
    assert (address(work) in both, address(exam) in both) == (True, True)
    assert (address(work) in one, address(exam) in one) == (False, True)


def test_the_work_stands_beside_the_rubric(client, marker, work):
    page = text_of(client.get(address(work)))
    for words in ("Mayor, please decide.", "The ask", "The tone: top.", "Write to the mayor.", "CANARY exemplar"):
        assert words in page
    assert page.count('type="radio"') == 6
    assert "checked" not in page


def test_saving_keeps_a_draft_that_nobody_else_sees(client, marker, work, ana):
    response = save(client, work, comment="Good work.", action="save")
    assert (response.status_code, response["Location"]) == (303, f"{address(work)}#sheet")
    page = text_of(client.get(address(work)))
    assert page.count(" checked") == 2
    assert "Good work." in page
    assert "your draft" in text_of(client.get("/marking/"))
    learner = Client()
    learner.force_login(ana)
    assert learner.get(f"/attempts/{work.key}/review/")["Location"].endswith("/receipt/")
    assert "Good work." not in text_of(learner.get(f"/attempts/{work.key}/receipt/"))


def test_saving_in_the_background_answers_like_that_of_answers(client, marker, work):
    fields = {"base_version": 0, "client_seq": uuid.uuid4().hex} | LEVELS
    first = client.post(address(work, "save"), fields).json()
    assert (first["version"], first["is_branch"]) == (1, False)
    other = client.post(address(work, "save"), fields | {"client_seq": uuid.uuid4().hex, "comment": "Other"}).json()
    assert (other["version"], other["is_branch"]) == (1, True)
    page = text_of(client.get(address(work)))
    assert "There are two versions of your marks" in page
    response = client.post(
        address(work), fields | {"base_version": 1, "client_seq": uuid.uuid4().hex, "comment": "Other"}
    )
    assert response.status_code == 303
    assert "There are two versions" not in text_of(client.get(address(work)))


def test_saving_in_the_background_refuses_in_words(client, marker, work):
    unknown = reverse("marking:save", args=[uuid.uuid4()])
    assert client.post(unknown, LEVELS).status_code == 404
    answer = Client().post(address(work, "save"), LEVELS)
    assert (answer.status_code, "signed out" in answer.json()["message"]) == (401, True)
    assert client.get(address(work, "save")).status_code == 405
    assert not MarkSave.objects.exists()


def test_a_criterion_points_at_a_sentence_of_the_text(client, marker, ana, memo):
    work = make_submission(ana, memo, text="Mayor, I write to you. Please decide \U0001f3db today.\n\nYours")
    services.open_work(attempt_id=work.pk, reader_id=marker.pk)
    page = text_of(client.get(address(work)))
    assert '<span class="sentence" data-number="2" data-start="23">Please decide' in page
    assert '<option value="23-45">2: Please decide \U0001f3db today.</option>' in page
    assert '<option value="0-22">1: Mayor, I write to you. </option>' in page
    assert '<option value="0-45">The whole of paragraph 1</option>' in page
    assert page.count('<option value="47-52">3: Yours</option>') == 2
    save(client, work, **{"place-ask": "23-45", "action": "release"})
    assert MarkSave.objects.get().marks["criteria"]["ask"]["span"] == {"start": 23, "end": 45}
    page = text_of(client.get(address(work)))
    assert '<option value="23-45" selected>As chosen: “Please decide \U0001f3db today.”</option>' in page
    page = text_of(client.get(address(work, "release")))
    assert "In the text: “Please decide \U0001f3db today.”" in page
    client.post(address(work, "release"), hidden(page))
    assert Mark.objects.get().marks["criteria"]["ask"]["span"] == {"start": 23, "end": 45}
    page = text_of(client.get(address(work)))
    assert '<option value="23-45" selected>' in page


@pytest.mark.parametrize("place", ["0-99", "5-5", "x", "7", "-1-5"])
def test_a_place_that_is_not_in_the_text_is_refused(client, marker, work, place):
    save(client, work, **{"place-ask": place})
    response = client.get(address(work, "release"))
    assert response["Location"] == f"{address(work)}?missing=1#missing"
    page = text_of(client.get(response["Location"]))
    assert "The ask: Point at a place that is in the text." in page
    assert not re.search(r"<option value=\"[^\"]*\" selected>", page)


def test_what_no_form_of_ours_sends_is_kept_as_text(client, marker, work):
    save(client, work, **{"level-ask": "x" * 500, "comment": "a\0b", "level-other": "top", "base_version": "x"})
    assert MarkSave.objects.get().marks["comment"] == "ab"
    page = text_of(client.get(f"{address(work)}?missing=1"))
    assert "The ask: Choose a level." in page


def test_marks_with_a_gap_lead_back_to_the_sheet(client, marker, work):
    response = save(client, work, **{"level-tone": "", "action": "release"})
    assert response["Location"] == address(work, "release")
    response = client.get(response["Location"])
    assert response["Location"] == f"{address(work)}?missing=1#missing"
    assert "The tone: Choose a level." in text_of(client.get(response["Location"]))


def test_the_release_asks_first_and_then_tells_the_learner(client, marker, work, ana):
    save(client, work, comment="Good work.", action="release")
    page = text_of(client.get(address(work, "release")))
    assert "8 of 10 points (80 %)" in page
    assert "Passed" in page
    assert not Mark.objects.exists()
    fields = hidden(page)
    response = client.post(address(work, "release"), fields, follow=True)
    assert "The marks are released." in text_of(response)
    assert "Nothing is waiting." in text_of(response)
    client.post(address(work, "release"), fields)
    assert Mark.objects.get().marks == make_marks(comment="Good work.")
    assert address(work) in text_of(client.get("/marking/?show=marked"))
    learner = Client()
    learner.force_login(ana)
    page = text_of(learner.get(f"/attempts/{work.key}/review/"))
    for words in ("80 %", "Fully", "Nearly", "On ask.", "On tone.", "Good work.", "Marked by an instructor"):
        assert words in page
    assert str(marker) not in page
    assert "See the result and the reasons" in text_of(learner.get(f"/attempts/{work.key}/receipt/"))


def test_a_correction_needs_a_reason_and_leaves_the_first_result(client, marker, work, ana):
    release(work, marker)
    assert "These marks are released" in text_of(client.get(address(work)))
    assert client.get(address(work, "release"))["Location"].endswith("?missing=1#missing")
    save(client, work, **{"level-tone": "top", "base_version": 1, "action": "release"})
    fields = hidden(text_of(client.get(address(work, "release"))))
    response = client.post(address(work, "release"), fields, follow=True)
    assert "Write why the marks are corrected" in text_of(response)
    fields = hidden(text_of(client.get(address(work, "release"))))
    client.post(address(work, "release"), fields | {"reason": "I overlooked\nthe close."})
    learner = Client()
    learner.force_login(ana)
    page = text_of(learner.get(f"/attempts/{work.key}/review/"))
    for words in ("100 %", "80 %", "These marks were corrected", "I overlooked the close."):
        assert words in page


def test_who_comes_second_is_told_and_keeps_everything(client, marker, city, work):
    save(client, work, comment="Mine.", action="release")
    fields = hidden(text_of(client.get(address(work, "release"))))
    release(work, make_instructor(city))
    response = client.post(address(work, "release"), fields, follow=True)
    page = text_of(response)
    assert "Somebody else has marked this work or answered for it a moment ago." in page
    assert "Mine." in page
    assert Mark.objects.count() == 1


def test_a_draft_changed_in_another_tab_is_not_released(client, marker, work):
    save(client, work, action="release")
    fields = hidden(text_of(client.get(address(work, "release"))))
    save(client, work, base_version=1, comment="Changed.")
    page = text_of(client.post(address(work, "release"), fields | {"level-ask": "low"}, follow=True))
    assert "There are two versions of your marks" in page
    assert not Mark.objects.exists()


@pytest.mark.parametrize("name", ["work", "release"])
def test_marks_are_taken_from_who_has_opened_the_work(client, city, work, name):
    client.force_login(make_instructor(city))
    response = client.post(address(work, name), LEVELS | {"base_version": 0, "number": 1})
    assert response.status_code == 409
    assert "You have not opened this work yet." in response.content.decode()
    assert "You have not opened this work yet." in text_of(client.get(address(work, name)))
    background = client.post(address(work, "save"), LEVELS)
    assert (background.status_code, background.json()) == (404, {"message": "Open this work before you mark it."})
    assert not MarkSave.objects.exists()
    assert not Mark.objects.exists()


@pytest.mark.parametrize("name", ["work", "save", "release"])
def test_the_work_of_other_cities_and_ones_own_is_not_found(client, work, course, memo, city, name):
    own = make_instructor(city)
    make_enrolment(course, own)
    mine = make_submission(own, memo)
    for user, attempt in ((make_instructor(), work), (make_instructor(make_network()), work), (own, mine)):
        client.force_login(user)
        for method in (client.get, client.post):
            assert method(address(attempt, name), LEVELS).status_code in {404, 405}
    assert not MarkSave.objects.exists()


def test_markers_only(client, work, city, ana):
    for user in (ana, make_membership(user=make_user(), organisation=city, role=Role.COORDINATOR).user):
        client.force_login(user)
        for path in ("/marking/", address(work), address(work, "release")):
            assert client.get(path).status_code == 403
        assert client.post(address(work, "save"), LEVELS).status_code == 404
    for path in ("/marking/", address(work), address(work, "release")):
        assert Client().get(path)["Location"].startswith("/accounts/login/")


def test_marks_sent_while_signed_out_are_kept_until_somebody_has_signed_in(client, marker, work):
    client.logout()
    response = save(client, work, comment="Not lost.")
    assert response["Location"] == f"/accounts/login/?next={address(work)}"
    client.force_login(marker)
    page = text_of(client.get(address(work)))
    assert "These marks are not saved yet." in page
    assert "Not lost." in page
    assert not MarkSave.objects.exists()
    save(client, work, comment="Not lost.")
    assert "These marks are not saved yet." not in text_of(client.get(address(work)))
    assert MarkSave.objects.get().marks["comment"] == "Not lost."


def test_a_reason_sent_while_signed_out_is_kept_until_somebody_has_signed_in(client, marker, work):
    release(work, marker)
    save(client, work, **{"level-tone": "top", "base_version": 1})
    fields = hidden(text_of(client.get(address(work, "release")))) | {"reason": "I overlooked the close."}
    client.logout()
    response = client.post(address(work, "release"), fields)
    assert response["Location"] == f"/accounts/login/?next={address(work, 'release')}"
    client.force_login(marker)
    assert "I overlooked the close.</textarea>" in text_of(client.get(address(work, "release")))
    client.post(address(work, "release"), fields)
    assert (Mark.objects.count(), "kept_marks" in client.session) == (2, False)


def test_only_marks_of_a_sensible_size_are_kept(client, work):
    save(client, work, comment="x" * 50_001)
    assert "kept_marks" not in client.session


def test_work_by_an_earlier_rubric_is_marked_again(client, marker, work, ana):
    assert "To be marked again" not in text_of(client.get("/marking/"))
    release(work, marker)
    run(third_criterion(work.exercise), make_user(), reason="The close counts as well.")
    assert "To be marked again</a>" not in text_of(client.get("/marking/"))
    assert "To be marked again (1)" in text_of(client.get("/marking/"))
    queue = text_of(client.get("/marking/?show=again"))
    assert "The close counts as well." in queue
    assert address(work, "open") in queue
    page = text_of(client.get(address(work)))
    for words in (
        "the rubric has changed",
        "The result of 80 % stands",
        "The marks by the earlier rubric",
        "The close",
    ):
        assert words in page
    save(client, work, **{"level-close": "top", "base_version": 1, "action": "release"})
    asked = text_of(client.get(address(work, "release")))
    assert "18 of 20 points (90 %)" in asked
    assert "The close counts as well.</textarea>" in asked
    client.post(address(work, "release"), hidden(asked) | {"reason": "The close counts as well."})
    assert "Nothing has to be marked again." in text_of(client.get("/marking/?show=again"))
    client.force_login(ana)
    assert "90 %" in text_of(client.get(f"/attempts/{work.key}/review/"))


def test_marks_count_by_the_rubric_that_was_shown(client, marker, work):
    release(work, marker)
    save(client, work, **{"level-tone": "top", "base_version": 1})
    fields = hidden(text_of(client.get(address(work, "release")))) | {"reason": "Read again."}
    run(dearer(work.exercise), make_user())
    page = text_of(client.post(address(work, "release"), fields, follow=True))
    assert "The rubric was changed a moment ago." in page
    assert Mark.objects.count() == 1
