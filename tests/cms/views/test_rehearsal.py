import re

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from assessments.models import Attempt, ResponseSave
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.hotspots import make_hotspot

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(instructor):
    return make.make_tree()[2]


def url_of(page):
    return reverse("cms:rehearse", args=[page.pk])


def view_of(client, page):
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


MAKERS = [make.make_choice, make.make_order, make.make_branch, make.make_numeric, make.make_match, make.make_sjt]
MAKERS += [make.make_placement, make.make_intray, make.make_redpen, make.make_rubric, make.make_network]
MAKERS += [make.make_negotiation, make_hotspot]


@pytest.mark.parametrize("maker", MAKERS)
def test_the_preview_plays_every_kind(maker, editor, lesson):
    page = maker(parent=lesson, live=False)
    response = view_of(editor, page)
    assert response.status_code == 200
    assert f'action="{url_of(page)}"' in response.content.decode()


PLAYS = [
    (make.make_choice, {"q-q1": "a", "action": "finish"}, "A guest is met."),
    (make.make_order, {"order": ["gov", "may", "con"], "confirmed": "yes", "action": "finish"}, "told at the end"),
    (make.make_numeric, {"n-q1": "8,4", "u-q1": "m", "action": "finish"}, "Nearly right"),
    (make.make_match, {"m-p1": "t1", "m-p2": "t3", "m-p3": "t2", "action": "finish"}, "3 of 3 pairs are right"),
    (make.make_sjt, {"r-s1.o1": "6", "r-s1.o2": "5", "r-s1.o3": "1", "action": "finish"}, "10 of 10 points"),
    (make.make_network, {"partner": ["pact", "ring"], "action": "finish"}, "No affordable choice covers more"),
    (make.make_placement, {"g-dean": "t1", "g-aide": "t2", "action": "finish"}, "No plan does better"),
    (make.make_intray, {"q-m1-do": "answer", "q-opening": "a", "action": "finish"}, "2 of 7 points"),
    (make.make_redpen, {"q-c1": "c1w2", "q-c2": "ask", "action": "finish"}, "1 of 3 points"),
    (make.make_rubric, {"text": "We ask.", "action": "finish"}, "A person marks this text."),
    (make_hotspot, {"region": ["west", "east"], "action": "finish"}, "It hangs lower."),
    (make.make_branch, {"option": "o1"}, "told at the end"),
    (make.make_negotiation, {"move": "walk"}, "You walked away, although a deal was possible"),
]


@pytest.mark.parametrize(("maker", "form", "expected"), PLAYS)
def test_playing_shows_the_result_and_stores_nothing(maker, form, expected, editor, lesson):
    page = maker(parent=lesson, live=False)
    response = editor.post(url_of(page), form)
    assert expected in response.content.decode()
    assert (Attempt.objects.count(), ResponseSave.objects.count()) == (0, 0)


def test_the_latest_draft_is_played(editor, lesson):
    case = make.make_branch(parent=lesson)
    case.scenes[0].value["title"] = "The gate"
    case.save_revision()
    assert "The gate" in editor.get(url_of(case)).content.decode()


def test_an_unfinished_draft_shows_what_can_be_played_and_what_is_missing(editor, lesson):
    scenes = [
        make.scene("s1", "The door", make.decision("o1", "Go", goes_on_to="Attic"), make.decision("o2", "Stay", "poor"))
    ]
    case = make.make_branch(parent=lesson, live=False, scenes=scenes)
    html = editor.get(url_of(case)).content.decode()
    assert "there is no scene called “Attic”" in html
    assert "What is finished can be played below." in html
    assert 'value="o1"' in html
    assert "dead end" in html


def test_the_preview_draws_the_numbers_of_the_places(editor, lesson):
    html = view_of(editor, make.make_placement(parent=lesson, live=False)).content.decode()
    assert [number for number in "1234" if f">{number}</text>" not in html] == []
    assert ">2: 1 to the host&#x27;s right</option>" in html


def test_a_lab_with_a_rule_that_is_not_finished_is_played_without_it(editor, lesson):
    rules = [
        make.seating_rule("right", "right_of", guest="The dean", other="The host"),
        make.seating_rule("more", "near", guest="The bishop", others=["The host"], steps=1),
    ]
    html = editor.get(url_of(make.make_placement(parent=lesson, live=False, rules=rules))).content.decode()
    assert "Rule 2: nobody is called “The bishop”." in html
    assert "What is finished can be played below." in html
    assert 'name="g-dean"' in html


def test_a_pool_shows_one_draw_and_offers_another(editor, lesson):
    page = make.make_pool(parent=lesson, live=False, easy=40)
    first = editor.get(url_of(page)).content.decode()
    assert "3 of 42 questions" in first
    assert f'href="{url_of(page)}?draw=1"' in view_of(editor, page).content.decode()
    asked = [
        re.findall(r"(?:Easy|Hard) \d+", editor.get(f"{url_of(page)}?draw={n}").content.decode()) for n in range(4)
    ]
    assert [len(names) for names in asked] == [3] * 4
    assert len({tuple(names) for names in asked}) > 1
    again = editor.get(f"{url_of(page)}?draw=3").content.decode()
    assert re.findall(r"(?:Easy|Hard) \d+", again) == asked[3]
    assert f'action="{url_of(page)}?draw=3"' in again
    assert f'href="{url_of(page)}?draw=4"' in again
    assert editor.get(f"{url_of(page)}?draw=x").status_code == 200


def test_the_result_of_a_draw_is_that_of_its_questions(editor, lesson):
    page = make.make_pool(parent=lesson, live=False)
    html = editor.post(f"{url_of(page)}?draw=2", {"action": "finish"}).content.decode()
    assert "0 of 10 points" in html
    assert html.count("Not answered") == 3


def test_a_pool_with_too_few_questions_is_played_as_a_whole(editor, lesson):
    html = editor.get(url_of(make.make_pool(parent=lesson, live=False, easy=3))).content.decode()
    assert "What is finished can be played below." in html
    assert "Question 1 of 5" in html
    assert "Draw other questions" not in html


def test_where_every_question_is_asked_nothing_is_drawn(editor, lesson):
    assert "Draw other questions" not in editor.get(url_of(make.make_choice(parent=lesson))).content.decode()


def test_an_empty_draft_says_so(editor, lesson):
    check = make.make_choice(parent=lesson, live=False, questions=[])
    assert "There is nothing to play yet." in editor.get(url_of(check)).content.decode()


def test_the_case_is_listed_at_a_glance(editor, lesson):
    html = editor.get(url_of(make.make_branch(parent=lesson))).content.decode()
    assert "The case at a glance" in html
    assert "→ 2. The end" in html


def test_a_translation_is_played_with_its_texts(editor, instructor):
    course, _module, lesson = make.make_tree()
    case = make.make_branch(parent=lesson)
    french = make.translate(course)
    copy = type(case).objects.get(translation_key=case.translation_key, locale=french.locale)
    copy.title = "La visite"
    copy.save_revision()
    make.let_write(french.get_parent(), instructor)
    html = editor.get(url_of(copy)).content.decode()
    assert "La visite" in html


def test_only_who_may_edit_the_page_plays_it(client, lesson):
    client.force_login(make_user())
    page = make.make_choice(parent=lesson)
    assert client.get(url_of(page)).status_code == 403


def test_a_colleague_without_rights_to_the_page_does_not_play_it(editor, lesson):
    page = make.make_choice(parent=lesson)
    GroupPagePermission.objects.all().delete()
    assert editor.get(url_of(page)).status_code == 302


def test_other_pages_are_not_played(editor, lesson):
    assert editor.get(url_of(lesson)).status_code == 404
    assert editor.get(reverse("cms:rehearse", args=[999_999])).status_code == 404


def test_a_lesson_preview_looks_like_a_lesson(editor, lesson):
    html = view_of(editor, lesson).content.decode()
    assert '<div class="prose">' in html
    assert "Stand at the door." in html
