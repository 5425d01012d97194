"""A case study as a file: its head, acts, documents and debrief."""

import pytest

from cms.models import CaseStudyPage, CourseDocument, Picture
from courses.models import CourseText

CASE = "welcome/02-the-case/01-early-guest.md"
HEAD = """done_by: check
role: You hold the door.
task: Let the right people in.
origin: documented
origin_source: "The porter's book, 1999"
"""
BODY = """
```document
kind: note
title: The porter's rules
text: |
  1. Knock, **then** wait.
```

```act
title: The bell
exercises: [01-early-guest.case.yaml]
```

Somebody *rings*.

```document
kind: picture
title: The door
from: The architect
to: The porter
date: 2026-05-18
picture:
  key: "77777777-0000-4000-8000-000000000011"
  file: images/door.svg
  alt: A door with a bell.
download:
  key: "77777777-0000-4000-8000-000000000012"
  file: files/guests.csv
```

```act
title: Nobody comes
```

```debrief
title: Looking back
```

### What was planned

A quiet day.
"""


@pytest.fixture
def case(files):
    files.change(CASE, "done_by: check\n", HEAD)
    path = files.root / CASE
    path.write_text(path.read_text() + BODY)
    return files


def test_a_whole_case_is_read_without_a_problem(case):
    assert case.problems() == []


def test_a_whole_case_is_published(case, run):
    report = run()
    assert report.problems == ()
    page = CaseStudyPage.objects.get()
    assert (page.role, page.task) == ("You hold the door.", "Let the right people in.")
    assert (page.origin, page.origin_source) == ("documented", "The porter's book, 1999")
    blocks = {block.block_type: block.value for block in page.body}
    assert (blocks["act"]["title"], blocks["debrief"]["title"]) == ("Nobody comes", "Looking back")
    shown = blocks["document"]
    assert (shown["kind"], shown["sender"], shown["recipient"]) == ("picture", "The architect", "The porter")
    assert (shown["date"], shown["alt"]) == ("2026-05-18", "A door with a bell.")
    assert (shown["image"].title, shown["file"].title) == ("The door", "The door")
    assert Picture.objects.filter(title="The door").exists()
    assert CourseDocument.objects.filter(title="The door").exists()
    (exercise,) = CourseText.objects.get(course__slug="welcome").outline[1]["lessons"][0]["exercises"]
    assert exercise["act"] == 1
    run()
    assert not any("early guest" in said for said in run.said)


def test_a_new_title_of_an_exercise_reaches_its_act(case, run):
    run()
    name = "welcome/02-the-case/01-early-guest.case.yaml"
    title = next(line for line in (case.root / name).read_text().splitlines() if line.startswith("title: "))
    case.change(name, title, "title: Anew")
    assert run().problems == ()
    first = next(block for block in CaseStudyPage.objects.get().body if block.block_type == "act")
    assert first.value["exercises"] == "Anew"


SPOILED = [
    ("origin: documented", "origin: heard", "“origin” must be one of: fictional, documented."),
    ('origin_source: "The porter\'s book, 1999"\n', "", "A documented case names where it can be read."),
    ("kind: note\n", "kind: fax\n", "“kind” must be one of: cable, letter, email, news, picture, note."),
    ("title: The porter's rules\n", "", "“title” is missing."),
    ("text: |\n  1. Knock, **then** wait.\n", "", "A document needs a text, a picture or a file."),
    ("  alt: A door with a bell.\n", "", "“alt” is missing."),
    ("  file: files/guests.csv\n```\n\n```act", "  file: files/no.csv\n```\n\n```act", "There is no file"),
    (
        "  file: images/door.svg\n  alt: A door with a bell.",
        "  file: images/no.svg\n  alt: A door.",
        "There is no picture",
    ),
    ("  alt: A door with a bell.", "  alt: A door.\n  credit: Me", "“credit” is not a field here; remove it."),
    (
        'picture:\n  key: "77777777-0000-4000-8000-000000000011"\n  file: images/door.svg\n  alt: A door with a bell.',
        "picture: images/door.svg",
        "A picture must be a list of fields",
    ),
    (
        "exercises: [01-early-guest.case.yaml]\n```",
        "exercises: [other.yaml]\n```",
        "other.yaml is not listed under exercises",
    ),
    ("exercises: [01-early-guest.case.yaml]\n```", "```", "is in no act. Name it"),
    (
        "title: Nobody comes",
        "title: Nobody comes\nexercises: [01-early-guest.case.yaml]",
        "is named in an act already.",
    ),
    ("title: Looking back", "text: Looking back", "“title” is missing."),
    ("kind: case-study", "kind: lesson", "“role” is not a field here; remove it."),
    ("kind: case-study", "kind: lesson", "“act” is not the name of a block."),
]


@pytest.mark.parametrize(("old", "new", "expected"), SPOILED)
def test_a_mistake_is_named(case, old, new, expected):
    case.change(CASE, old, new)
    assert [problem for problem in case.problems() if problem.startswith(f"{CASE}:") and expected in problem], (
        case.problems()
    )


def test_exercises_of_a_case_have_titles_of_their_own(case):
    first = "welcome/02-the-case/01-early-guest.case.yaml"
    second = (case.root / first).read_text().replace("slug: case", "slug: again")
    key = next(line for line in second.splitlines() if line.startswith("key: "))
    case.write(first.replace(".case.", ".again."), second.replace(key, 'key: "55555555-0000-4000-8000-000000000099"'))
    case.change(
        CASE,
        "exercises: [01-early-guest.case.yaml]\n",
        "exercises: [01-early-guest.case.yaml, 01-early-guest.again.yaml]\n",
    )
    case.change(CASE, "title: Nobody comes", "title: Nobody comes\nexercises: [01-early-guest.again.yaml]")
    assert [problem.partition(": ")[2] for problem in case.problems()] == [
        f"{name} has the same title as another exercise of this case. Change one."
        for name in ("01-early-guest.again.yaml", "01-early-guest.case.yaml")
    ]
