"""What the files say is what the pages hold, and what their definitions say."""

from uuid import UUID

import pytest

from cms import definitions
from cms.importing.applying.pages import page_specs
from cms.models import ChoiceExercisePage

COMPETENCIES = {"courtesy": UUID(int=1), "order": UUID(int=2)}


@pytest.fixture
def specs(files):
    (welcome,) = (course for course in files.read().courses if course.slug == "welcome")
    return {spec.fields["slug"]: spec for spec in page_specs(welcome, COMPETENCIES)}


def definition(spec):
    return definitions.compile_definition(spec.model(translation_key=spec.key, **spec.fields).authored(), "en")


def test_pages_are_listed_from_the_top_down(specs):
    assert list(specs) == [
        "welcome",
        "the-door",
        "who-opens",
        "check",
        "order",
        "the-case",
        "early-guest",
        "case",
        "exam",
    ]
    assert specs["check"].parent == specs["who-opens"].key
    assert specs["exam"].parent == specs["welcome"].key
    assert specs["welcome"].parent is None


def test_lists_of_a_course_stand_on_lines(specs):
    assert specs["welcome"].fields["outcomes"] == "Meet a guest\nTake a coat"
    assert specs["welcome"].fields["competencies"] == [str(UUID(int=1)), str(UUID(int=2))]


def test_blocks_have_ids_that_stay(specs):
    ids = [block["id"] for block in specs["who-opens"].fields["body"]]
    figure = "66666666-0000-4000-8000-000000000001"
    assert ids == [
        "text-1", "callout-1", "text-2", figure, "terms-1", "jurisdictions-1", "quote-1", "think-1", "sources-1",
    ]  # fmt: skip
    assert specs["who-opens"].anchors[figure] == 30


@pytest.mark.django_db
def test_ids_of_a_check_are_those_of_the_file(specs):
    items = definition(specs["check"])["items"]
    assert [(item["id"], item["points"], item["competency"]) for item in items] == [
        ("who", 2, str(UUID(int=1))),
        ("what", 1, str(UUID(int=2))),
    ]
    assert items[1]["options"] == [
        {"id": "coat", "right": True},
        {"id": "hat", "right": True},
        {"id": "shoes", "right": False},
    ]


@pytest.mark.django_db
def test_texts_of_a_check_are_those_of_the_file(specs):
    texts = definition(specs["check"])["texts"]["en"]
    assert texts["items.who.prompt_html"] == "<p>Who opens the <b>door</b>?</p>"
    assert texts["items.who.options.guest.why"] == "It is not the guest's door."
    assert texts["items.who.source"] == "House rules"


@pytest.mark.django_db
def test_ranks_and_rules_of_an_order_are_those_of_the_file(specs):
    made = definition(specs["order"])
    ranks = {entry["id"]: entry["rank"] for entry in made["entries"]}
    assert ranks == {"guest": 1, "host": 2, "friend": 2, "child": 3}
    assert made["rules"] == [{"id": "guests", "higher": ["guest"], "lower": ["host", "child"]}]


@pytest.mark.django_db
def test_scenes_lead_where_the_file_says(specs):
    made = definition(specs["case"])
    leads = {(scene["id"], option["id"]): option["to"] for scene in made["scenes"] for option in scene["options"]}
    assert made["start"] == "bell"
    assert leads == {
        ("bell", "open"): "hall",
        ("bell", "shout"): "hall",
        ("bell", "wait"): "gone",
        ("hall", "coat"): "in",
        ("hall", "nothing"): "in",
    }


def test_digest_changes_with_the_content_alone(files):
    before = {spec.key: spec.digest() for spec in page_specs(files.read().courses[1], COMPETENCIES)}
    files.change("welcome/course.md", "summary:", "\nsummary:")
    files.change("welcome/01-the-door/01-who-opens.check.yaml", "text: The guest", "text: A guest")
    after = {spec.key: spec.digest() for spec in page_specs(files.read().courses[1], COMPETENCIES)}
    changed = [key for key, digest in after.items() if digest != before[key]]
    assert changed == [UUID("55555555-0000-4000-8000-000000000001")]


def test_every_kind_of_exercise_has_its_page(specs):
    assert specs["check"].model is ChoiceExercisePage
    assert specs["check"].label == "exercise “Who opens the door?”"


def test_a_course_says_who_may_enrol(specs):
    assert specs["welcome"].fields["enrolment"] == "open"
