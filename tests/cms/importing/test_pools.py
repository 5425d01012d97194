"""Questions of which some are asked, from files."""

from uuid import UUID

import pytest

from assessments import services as assessment_services
from cms.definitions import compile_definition
from cms.importing.applying.pages import page_specs
from cms.models import ChoiceExercisePage

LESSON = "letters/01-first-line/01-dear.md"
FILE = "letters/01-first-line/01-dear.extra.yaml"
HEAD = """key: "55555555-0000-4000-8000-000000000078"
kind: choice
slug: extra
title: Some of many
minutes: 2
required: false
points: 6
blueprint:
  - {id: easy, difficulty: easy, take: 2}
  - {id: hard, competency: order, difficulty: hard, take: 1}
questions:
"""
QUESTION = """  - id: {id}
    mode: single
    prompt: Who opens door {id}?
    difficulty: {difficulty}
    options:
      - {{id: host, text: The host, right: true}}
      - {{id: guest, text: The guest, right: false}}
"""
ALL = "".join(QUESTION.format(id=f"e{number}", difficulty="easy") for number in range(4))
ALL += "".join(QUESTION.format(id=f"h{number}", difficulty="hard\n    competency: order") for number in range(2))


@pytest.fixture
def pool(files):
    files.change(LESSON, "done_by: said", "done_by: said\nexercises: [01-dear.extra.yaml]")
    files.write(FILE, HEAD + ALL)
    files.remove("welcome")
    return files


@pytest.mark.django_db
def test_a_pool_is_that_of_the_file(pool):
    specs = page_specs(pool.read().courses[0], {"courtesy": UUID(int=1), "order": UUID(int=2)})
    (spec,) = (spec for spec in specs if spec.fields["slug"] == "extra")
    made = compile_definition(spec.model(translation_key=spec.key, **spec.fields).authored(), "en")
    assert assessment_services.definition_problems(made) == ()
    assert (made["scorer"], made["points"], made["exposure_percent"]) == ("select-pool/1", 6, 50)
    assert made["blueprint"] == [
        {"id": "easy", "competency": None, "difficulty": "easy", "take": 2},
        {"id": "hard", "competency": str(UUID(int=2)), "difficulty": "hard", "take": 1},
    ]
    assert [item["difficulty"] for item in made["items"]] == ["easy"] * 4 + ["hard"] * 2


def test_a_pool_is_published_once(pool, run):
    assert pool.problems() == []
    run()
    page = ChoiceExercisePage.objects.get(slug="extra")
    assert (page.live, page.points, len(page.blueprint)) == (True, 6, 2)
    run()
    assert not any("Some of many" in said for said in run.said)


def test_too_few_questions_are_named_with_the_line_of_the_row(pool, run):
    pool.change(FILE, "take: 2", "take: 3")
    report = run()
    (problem,) = report.problems
    assert (problem.file, problem.line) == (FILE, 9)
    assert "Write 2 more or ask fewer" in problem.message
    assert not ChoiceExercisePage.objects.filter(slug="extra").exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "difficulty: easy, take: 2",
            "difficulty: odd, take: 2",
            9,
            "“difficulty” must be one of: easy, medium, hard.",
        ),
        ("id: hard, c", "id: easy, c", 10, "Two rows have the id “easy” (see line 9). Give each its own."),
        ("take: 2}", "take: 2, of: 3}", 9, "“of” is not a field here; remove it."),
        ("take: 1}", "take: 0}", 10, "“take” must be a whole number from 1 to 100."),
    ],
)
def test_mistakes_are_named(pool, old, new, line, said):
    pool.change(FILE, old, new)
    assert pool.problems() == [f"{FILE}:{line}: {said}"]


def test_points_stand_only_beside_a_blueprint(pool):
    text = (pool.root / FILE).read_text()
    pool.write(FILE, text[: text.index("blueprint")] + text[text.index("questions") :])
    assert pool.problems() == [f"{FILE}:7: “points” counts only beside a “blueprint”. Remove it."]
