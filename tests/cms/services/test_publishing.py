import datetime

import pytest

from assessments.models import Exercise
from cms.errors import PublishProblem, PublishRefusedError
from cms.models import BranchExercisePage, CaseStudyPage, ChoiceExercisePage, CoursePage, LessonPage
from cms.services import publishing
from cms.services.publishing import problems_of
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make.make_tree()


def messages(page):
    return [problem.message for problem in problems_of(page)]


@pytest.mark.parametrize("maker", [make.make_choice, make.make_order, make.make_branch])
def test_finished_exercises_may_be_published(maker, tree):
    assert problems_of(maker(parent=tree[2], live=False)) == ()


@pytest.mark.parametrize("kind", [LessonPage, CaseStudyPage])
def test_finished_lessons_may_be_published(kind, tree):
    assert problems_of(make.make_lesson(parent=tree[1], live=False, kind=kind)) == ()


def test_empty_fields_are_named_with_their_place(tree):
    lesson = make.make_lesson(parent=tree[1], live=False, summary="", body=[])
    assert problems_of(lesson) == (
        PublishProblem("summary", "Summary: This field cannot be blank.", "panel-child-content-summary-section"),
        PublishProblem("body", "Body: This field is required.", "panel-child-content-body-section"),
    )


def test_a_figure_needs_a_description_and_a_picture(tree):
    figure = {"type": "figure", "id": "fig", "value": {"image": None, "alt": "", "caption": "", "credit": "Me"}}
    lesson = make.make_lesson(parent=tree[1], live=False, body=[make.text_block("<p>A</p>"), figure])
    assert [(problem.message, problem.anchor) for problem in problems_of(lesson)] == [
        ("Figure 2, Picture: This field is required.", "block-fig-section"),
        ("Figure 2, Description for people who cannot see it: This field is required.", "block-fig-section"),
    ]


def test_a_video_needs_captions_in_its_own_language(tree):
    video = make.make_recording(title="Arrival", language="fr", captions="en")
    blocks = [make.text_block("<p>A</p>"), make.recording_block(video, "vid")]
    lesson = make.make_lesson(parent=tree[1], live=False, kind=CaseStudyPage, body=blocks)
    message = (
        "Video 2: “Arrival” has no captions in the language that is spoken (français). "
        "Open it in the media library and add a caption file."
    )
    assert problems_of(lesson) == (PublishProblem("body", message, "block-vid-section"),)
    make.make_track(video, language="fr", kind="subtitles")
    assert messages(lesson) == [message]
    make.make_track(video, language="fr")
    assert problems_of(CaseStudyPage.objects.get(pk=lesson.pk)) == ()


def test_recordings_need_a_transcript_and_audio_needs_nothing_else(tree):
    audio = make.make_recording("audio", title="Bell", transcript=" ")
    lesson = make.make_lesson(parent=tree[1], live=False, body=[make.recording_block(audio)])
    message = "Audio 1: “Bell” has no transcript. Open it in the media library and write down what is said."
    assert messages(lesson) == [message]
    with pytest.raises(PublishRefusedError, match="has no transcript"):
        publishing.publish(lesson)
    audio.transcript = "Ding."
    audio.save()
    assert problems_of(LessonPage.objects.get(pk=lesson.pk)) == ()


def test_blocks_need_a_recording_or_document_of_their_kind(tree):
    audio = make.make_recording("audio")
    wrong = make.recording_block(audio) | {"type": "video"}
    empty = {"type": "download", "id": "doc", "value": {"document": None, "title": "A", "purpose": "B"}}
    lesson = make.make_lesson(parent=tree[1], live=False, body=[wrong, empty])
    assert messages(lesson) == [
        "Video 1, Video: Select a valid choice. That choice is not one of the available choices.",
        "Document to download 2, Document: This field is required.",
    ]


def test_deep_fields_name_the_way_to_them(tree):
    scenes = make.two_scenes()
    scenes[0]["value"]["options"][1]["value"]["text"] = ""
    case = make.make_branch(parent=tree[2], live=False, scenes=scenes)
    assert problems_of(case) == (
        PublishProblem(
            "scenes", "Scene 1, Choice 2, What the learner can do: This field is required.", "block-o2-section"
        ),
    )


def test_a_question_without_a_right_answer_is_refused(tree):
    question = make.question(options=[make.answer("a", "A"), make.answer("b", "B")])
    check = make.make_choice(parent=tree[2], live=False, questions=[question])
    assert problems_of(check) == (
        PublishProblem("questions", "Question 1: no answer is marked as right.", "block-q1-section"),
    )


def test_an_unknown_scene_is_named_with_its_scene_and_choice(tree):
    scenes = [
        make.scene(
            "s1", "The door", make.decision("o1", "Go", goes_on_to="The attic"), make.decision("o2", "Stay", "poor")
        ),
        make.scene("s2", "The end"),
    ]
    case = make.make_branch(parent=tree[2], live=False, scenes=scenes)
    assert messages(case) == ["Scene “The door”, choice 1: there is no scene called “The attic”."]


def test_what_only_assessments_knows_is_said_in_the_words_of_the_editor(tree):
    scenes = [
        make.scene("s1", "The door", make.decision("o1", "Go"), make.decision("o2", "Stay")),
        make.scene("s2", "The end"),
    ]
    case = make.make_branch(parent=tree[2], live=False, scenes=scenes)
    assert problems_of(case) == (
        PublishProblem(
            "scenes",
            "Make some path better than another: now all are worth the same.",
            "panel-child-content-scenes-section",
        ),
    )


def test_points_must_be_given(tree):
    case = make.make_branch(parent=tree[2], live=False, points=0)
    assert [problem.field for problem in problems_of(case)] == ["points"]


@pytest.mark.parametrize("slug", ["final", "certificate", "enrol"])
def test_lessons_keep_off_the_sites_own_addresses(slug, tree):
    lesson = make.make_lesson(parent=tree[1], live=False, slug=slug)
    assert messages(lesson) == [f"Address: “{slug}” is used by the site itself. Choose another."]


def test_courses_and_exercises_keep_off_the_sites_own_addresses(tree):
    assert [problem.field for problem in problems_of(make.make_course(live=False, slug="desk"))] == ["slug"]
    assert [problem.field for problem in problems_of(make.make_choice(parent=tree[2], live=False, slug="done"))] == [
        "slug"
    ]


def test_a_lesson_address_is_taken_once_in_a_course(tree):
    course, _module, lesson = tree
    other = make.make_lesson(parent=make.make_module(parent=course), live=False, slug=lesson.slug)
    assert messages(other) == [f"Address: another lesson of this course has “{lesson.slug}”. Choose another."]


def test_a_page_under_a_draft_waits_for_it(tree):
    module = make.make_module(parent=tree[0], live=False, title="Doors")
    lesson = make.make_lesson(parent=module, live=False)
    assert messages(lesson) == ["“Doors”, which holds this page, is not published yet. Publish it first."]


def test_publishing_refuses_and_keeps_the_draft(tree):
    check = make.make_choice(parent=tree[2], live=False, questions=[])
    with pytest.raises(PublishRefusedError) as caught:
        publishing.publish(check)
    assert [problem.field for problem in caught.value.problems] == ["questions"]
    check.refresh_from_db()
    assert (check.live, check.has_unpublished_changes) == (False, True)


def test_a_revision_published_by_anybody_is_checked(tree):
    check = make.make_choice(parent=tree[2], live=False, questions=[])
    with pytest.raises(PublishRefusedError):
        check.save_revision(clean=False).publish()
    assert ChoiceExercisePage.objects.get(pk=check.pk).live is False


def test_publishing_a_given_revision_leaves_later_ones_drafts(tree):
    case = make.make_branch(parent=tree[2], live=False)
    revision = case.get_latest_revision()
    case.title = "Later"
    case.save_revision()
    publishing.publish(case, revision)
    stored = BranchExercisePage.objects.get(pk=case.pk)
    assert (stored.live, stored.title != "Later", stored.has_unpublished_changes) == (True, True, True)


def test_a_translation_is_not_asked_for_its_structure(tree):
    course, _module, lesson = tree
    case = make.make_branch(parent=lesson)
    french = make.translate(course)
    copy = BranchExercisePage.objects.get(translation_key=case.translation_key, locale=french.locale)
    copy.scenes[0].value["options"][0]["goes_on_to"] = "La cour"
    assert [problem.field for problem in problems_of(copy)] == [""]


def test_what_belongs_to_no_field_is_said_of_the_page(tree):
    other = make.make_lesson(parent=tree[1], live=False, title="Doors")
    other.translation_key = tree[2].translation_key
    [problem] = problems_of(other)
    assert (problem.message.startswith("Doors: "), problem.anchor) == (True, "")


def test_a_provisional_key_is_not_published_as_required(tree):
    page = make.make_sjt(parent=tree[2], live=False, required=True)
    (problem,) = problems_of(page)
    assert (problem.field, problem.anchor) == ("required", "panel-child-content-rules_of_taking_it-section")
    assert "no panel of at least seven people has rated" in problem.message
    page.required = False
    assert problems_of(page) == ()


def test_a_provisional_key_is_no_final_assessment(tree):
    (message,) = messages(make.make_sjt(parent=tree[0], live=False))
    assert "this cannot be the final assessment of a course" in message


def test_a_course_is_not_published_with_a_provisional_final_assessment(tree):
    page = make.make_sjt(parent=tree[2], title="Flags")
    page.move(tree[0], pos="last-child")
    (message,) = messages(CoursePage.objects.get(pk=tree[0].pk))
    assert message.startswith("“Flags” cannot be the final assessment")


def test_a_panel_may_decide_on_a_certificate(tree):
    scenarios = [make.situation("s1", "7 7 6 7 6 7 7", "5 5 4 5 5 4 5", "1 2 1 1 2 1 1")]
    page = make.make_sjt(parent=tree[0], panel="panel", required=True, scenarios=scenarios)
    assert (page.live, messages(CoursePage.objects.get(pk=tree[0].pk))) == (True, [])


def test_a_pool_with_too_few_questions_is_not_published(tree):
    page = make.make_pool(parent=tree[2], live=False, easy=3)
    (problem,) = problems_of(page)
    assert (problem.field, problem.anchor) == ("blueprint", "block-r1-section")
    assert problem.message.startswith("Row 1: 3 questions have this skill and difficulty, and 2 are to be asked.")
    assert "Write 1 more or ask fewer" in problem.message
    assert problems_of(make.make_pool(parent=tree[2], live=False, easy=4)) == ()


def test_a_pool_names_the_question_that_no_row_asks_for(tree):
    odd = make.question("odd", difficulty="medium")
    page = make.make_pool(parent=tree[2], live=False)
    page.questions = [*page.questions.get_prep_value(), odd]
    (problem,) = problems_of(page)
    assert (problem.field, problem.anchor) == ("questions", "block-odd-section")


def test_a_pool_is_nothing_for_visitors(tree):
    (problem,) = problems_of(make.make_pool(parent=make.make_samples(), live=False))
    assert (problem.field, problem.anchor) == ("blueprint", "panel-child-content-ask_only_some_of_them-section")


def test_a_pool_is_no_practice(tree):
    (problem,) = problems_of(make.make_pool(parent=tree[2], live=False, practice=True))
    assert (problem.field, problem.anchor) == ("practice", "panel-child-content-rules_of_taking_it-section")


@pytest.mark.parametrize(
    ("ratings", "panel", "message"),
    [
        (("4", "4", "4"), "provisional", "Scenario 1: No option of this scenario is rated above another"),
        (("7 7 6", "5 5 4", "1 2 1"), "panel", "Scenario 1: A panel needs at least 7 raters; this scenario has 3."),
        (("7 7 6 7 6 7 7", "5 5 4", "1"), "panel", "Scenario 1: Give every option of this scenario a rating"),
        (
            ("7 7 6 7 6 7 7", "7 7 7 1 1 1 1", "1 2 1 1 2 1 1"),
            "panel",
            "Scenario 1, option 2: The raters differ too much about this option.",
        ),
    ],
)
def test_ratings_that_say_nothing_are_named(tree, ratings, panel, message):
    page = make.make_sjt(parent=tree[2], live=False, panel=panel, scenarios=[make.situation("s1", *ratings)])
    (problem,) = problems_of(page)
    assert (problem.field, problem.anchor) == ("scenarios", "block-s1-section")
    assert problem.message.startswith(message)


TIMED = {
    "opens_at": datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC),
    "closes_at": datetime.datetime(2026, 12, 8, 9, tzinfo=datetime.UTC),
    "limit_minutes": 90,
    "counting": "mean",
    "late_rule": "linear",
    "late_percent_per_day": 10,
    "late_days": 3,
    "results": "after_close",
}


def test_rules_of_taking_it_are_handed_down(tree):
    page = make.make_choice(parent=tree[2], **TIMED)
    dates = {"opens_at": "2026-12-01T09:00:00Z", "closes_at": "2026-12-08T09:00:00Z"}
    policy = Exercise.objects.get(key=page.translation_key).policy
    assert {name: policy[name] for name in TIMED} == TIMED | dates


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"closes_at": TIMED["opens_at"]}, "Closes: Let it close after it opens."),
        ({"closes_at": None, "late_rule": "none"}, "Results are shown: Results after the close need a closing date."),
        ({"late_days": 0}, "Days it may be late: Say what a day costs"),
        ({"practice": True}, "Time limit, minutes: Practice has no time limit"),
    ],
)
def test_rules_of_taking_it_that_contradict_each_other_are_named(changed, expected, tree):
    [problem] = problems_of(make.make_choice(parent=tree[2], live=False, **(TIMED | changed)))
    assert problem.message.startswith(expected)
    assert problem.anchor == "panel-child-content-dates_time_and_tries-section"
