"""The whole folder: what a good one gives, and that every mistake is named with its file and line."""

from uuid import UUID

import pytest

DOOR = "welcome/01-the-door/01-who-opens.md"
CHECK = "welcome/01-the-door/01-who-opens.check.yaml"
ORDER = "welcome/01-the-door/01-who-opens.order.yaml"
CASE = "welcome/02-the-case/01-early-guest.case.yaml"
COURSE = "welcome/course.md"


def test_good_folder_has_no_problem(files):
    assert files.problems() == []


def test_courses_modules_and_lessons_are_read_in_order(files):
    programme = files.read()
    assert [course.slug for course in programme.courses] == ["letters", "welcome"]
    assert [module.slug for module in programme.courses[1].modules] == ["the-door", "the-case"]
    assert [lesson.kind for lesson in programme.courses[1].lessons()] == ["lesson", "case-study"]
    assert [exercise.kind for exercise in programme.courses[1].all_exercises()] == [
        "choice",
        "order",
        "branch",
        "choice",
    ]


def test_courses_with_a_number_come_first_in_the_order_of_the_numbers(files):
    files.change(COURSE, "slug: welcome", "slug: welcome\nnumber: 7")
    assert [course.slug for course in files.read().courses] == ["welcome", "letters"]
    files.change("letters/course.md", "slug: letters", "slug: letters\nnumber: 2")
    assert [course.slug for course in files.read().courses] == ["letters", "welcome"]
    assert files.problems() == []


def test_course_keeps_its_fields(files):
    course = files.read().courses[1]
    assert course.key == UUID("33333333-0000-4000-8000-000000000001")
    assert course.outcomes == ("Meet a guest", "Take a coat")
    assert course.competencies == ("courtesy", "order")
    assert course.description_html == (
        "<p>A guest is met <b>at the door</b>.</p><h2>What you learn</h2>"
        "<ul><li>To stand there</li><li>To speak <i>first</i></li></ul>"
    )


def test_lesson_blocks_are_read_in_order_with_their_lines(files):
    lesson = files.read().courses[1].modules[0].lessons[0]
    kinds = ["prose", "callout", "prose", "figure", "terms", "jurisdictions", "quote", "think", "sources"]
    assert [block.kind for block in lesson.blocks] == kinds
    assert [block.line for block in lesson.blocks[:4]] == [13, 15, 25, 30]
    assert lesson.blocks[1].value["html"] == "<p>Open it.</p><ul><li>Before the bell</li></ul>"


def test_terms_are_found_by_key_and_by_word(files):
    terms = files.read().courses[1].modules[0].lessons[0].blocks[4].value["terms"]
    assert [str(key)[-1] for key in terms] == ["1", "2"]


def test_exercise_knows_the_lines_of_its_parts(files):
    exercise = files.read().courses[1].modules[0].lessons[0].exercises[0]
    assert exercise.lines["/questions/1/options/2/text"] == 40
    assert exercise.body.questions[0].options[0].id == "host"


SPOILED = [
    # file, old text, new text, the problem (file:line: beginning of the message)
    (COURSE, "format: 1", "format: 2", f"{COURSE}:2: “format” must be a whole number from 1 to 1."),
    (COURSE, "slug: welcome", "slug: Wel come", f"{COURSE}:5: “slug” may hold only small letters"),
    (COURSE, "slug: welcome", "slug: desk", f"{COURSE}:5: A course cannot have the slug “desk”."),
    (COURSE, "slug: welcome", "slug: letters", f"{COURSE}:5: The course in letters has the same slug “letters”."),
    (COURSE, "language: en", "language: xx", f"{COURSE}:4: “language” must be one of: en, fr."),
    (COURSE, "summary: How to meet a guest.\n", "", f"{COURSE}:2: “summary” is missing."),
    (
        COURSE,
        "audience:",
        "audiense:",
        f"{COURSE}:8: “audiense” is not a field here; remove it. Did you mean “audience”?",
    ),
    (COURSE, "[courtesy, order]", "[courtesy, curtsy]", f"{COURSE}:10: There is no competency “curtsy”."),
    (
        COURSE,
        "pass_percent: 70",
        "pass_percent: high",
        f"{COURSE}:12: “pass_percent” must be a whole number from 1 to 100.",
    ),
    (COURSE, "test_out: true", "test_out: perhaps", f"{COURSE}:14: “test_out” must be true or false."),
    (COURSE, "[final.exam.yaml]", "[exam.yaml]", f"{COURSE}:17: There is no file exam.yaml in this folder."),
    (
        COURSE,
        "[final.exam.yaml]",
        "[../letters/x.yaml]",
        f"{COURSE}:17: There is no file ../letters/x.yaml in this folder.",
    ),
    (COURSE, "slug: welcome\n", "slug: welcome\nslug: twice\n", f"{COURSE}:6: “slug” is given twice"),
    (COURSE, 'title: "Welcome: at', "title: Welcome: at", f"{COURSE}:6: This is not valid YAML"),
    (COURSE, "title: ", "title: &name ", f"{COURSE}:6: Anchors (&name) and aliases (*name) are not used here"),
    (COURSE, "title: ", "title: !!python/name:os.system ", f"{COURSE}:6: Tags (!name)"),
    (COURSE, "-000000000001", "", f"{COURSE}:3: “key” must be a UUID"),
    (
        COURSE,
        "33333333-0000-4000-8000-000000000001",
        "44444444-0000-4000-8000-000000000001",
        f"{COURSE}:3: The key 44444444-0000-4000-8000-000000000001 is already used in welcome/01-the-door/module.md",
    ),
    (
        "welcome/01-the-door/module.md",
        "---\nkey",
        "key",
        "welcome/01-the-door/module.md:1: The file must begin with a line ---",
    ),
    (
        "welcome/01-the-door/module.md",
        "summary: Opening it.\n---\n",
        "---\nText\n",
        "welcome/01-the-door/module.md:6: A module has no text of its own.",
    ),
    (DOOR, "kind: lesson", "kind: lecture", f"{DOOR}:3: “kind” must be one of: lesson, case-study."),
    (DOOR, "slug: who-opens", "slug: final", f"{DOOR}:4: A lesson cannot have the slug “final”."),
    (
        DOOR,
        "slug: who-opens",
        "slug: early-guest",
        "welcome/02-the-case/01-early-guest.md:4: Two lessons of this course have the slug “early-guest”",
    ),
    (DOOR, "desk: [visit]", "desk: [picnic]", f"{DOOR}:10: “picnic” is not a task on the desk."),
    (DOOR, "desk: [visit]", "tags: [what else]", f"{DOOR}:10: The tag “what else” may hold only letters, digits"),
    (CHECK, "minutes: ", "outcomes: [one]\nminutes: ", f"{CHECK}:6: Each entry of “outcomes” must be a whole number"),
    (CHECK, "minutes: ", "outcomes: [2, 3]\nminutes: ", f"{CHECK}:6: The course has 2 outcomes."),
    (DOOR, "desk: [visit]", "desk: visit", f"{DOOR}:10: “desk” must be a list"),
    (DOOR, "estimated_minutes: 8", "estimated_minutes: 8.5", f"{DOOR}:7: “estimated_minutes” must be a whole number"),
    (DOOR, "Stand **in**", "Stand `in`", f"{DOOR}:13: Text in backticks is not used."),
    (DOOR, "https://example.org", "ftp://example.org", f"{DOOR}:13: Links begin with https://"),
    (DOOR, "### Why", "# Why", f"{DOOR}:25: Only ## and ### headings are used"),
    (DOOR, "```callout", "```shout", f"{DOOR}:15: “shout” is not the name of a block. Use one of: callout, figure"),
    (DOOR, "style: rule", "style: loud", f"{DOOR}:16: “style” must be one of: rule, caution, field, tomorrow."),
    (DOOR, "  Open it.", "  Open <b>it</b>.", f"{DOOR}:19: HTML is not used."),
    (DOOR, "  - Before", "  ## Before", f"{DOOR}:21: Headings are not used here."),
    (DOOR, "alt: A door", "old: A door", f"{DOOR}:31: “alt” is missing."),
    (DOOR, "images/door.svg", "images/gate.svg", f"{DOOR}:32: There is no picture welcome/images/gate.svg."),
    (DOOR, "images/door.svg", "../../secret.svg", f"{DOOR}:32: There is no picture welcome/../../secret.svg."),
    (DOOR, ", placement]", ", pavement]", f"{DOOR}:39: There is no term “pavement”, or more than one."),
    (
        DOOR,
        "[Here, The host, A handbook]",
        "[Here, The host]",
        f"{DOOR}:46: This row has 2 cells; there are 3 columns.",
    ),
    (DOOR, "mark: general", "mark: rumour", f"{DOOR}:67: “mark” must be one of: primary, secondary, general."),
    (DOOR, "mark: general}\n```", "mark: general}\n", f"{DOOR}:62: This block is never closed."),
    (CHECK, "slug: check", "slug: done", f"{CHECK}:3: An exercise cannot have the slug “done”."),
    (
        CHECK,
        "kind: choice",
        "kind: quiz",
        f"{CHECK}:2: “kind” must be one of: choice, order, branch, numeric, match, negotiation, placement, intray",
    ),
    (CHECK, "competency: courtesy", "competency: tact", f"{CHECK}:12: There is no competency “tact”."),
    (CHECK, "practice: false", "practice: true", f"{CHECK}:10: Practice never counts, so it cannot be required."),
    (
        CHECK,
        "practice: false",
        "closes_at: 2026-11-23 09:00",
        f"{CHECK}:10: “closes_at” must be a time in UTC such as 2026-11-23T09:00:00Z.",
    ),
    (CHECK, "practice: false", "limit_minutes: 2000", f"{CHECK}:10: “limit_minutes” must be a whole number from 0"),
    (CHECK, "practice: false", "late_rule: daily", f"{CHECK}:10: “late_rule” must be one of: none, step, linear."),
    (CHECK, "- id: what", "- id: who", f"{CHECK}:33: Two questions have the id “who” (see line 17)."),
    (CHECK, "id: guest", "id: host", f"{CHECK}:26: Two options have the id “host” (see line 22)."),
    (CHECK, "id: guest", "id: The_Guest", f"{CHECK}:26: “id” may hold only small letters, digits and hyphens"),
    (
        CHECK,
        "right: true",
        "right: false",
        f"{CHECK}:21: A question of mode single has exactly one right option; this one has 0.",
    ),
    (
        CHECK,
        "shoes, right: false",
        "shoes, right: true",
        f"{CHECK}:37: A question of mode multiple has at least one right",
    ),
    (
        CHECK,
        "{id: shoes, text: The shoes, right: false}",
        "{id: shoes, text: The shoes}",
        f"{CHECK}:40: “right” is missing.",
    ),
    (ORDER, "rank: 3", "rank: 4", f"{ORDER}:11: Ranks begin with 1 and leave no number out."),
    (ORDER, "text: The host", "text: The guest", f"{ORDER}:14: Two entries have the text “The guest”"),
    (ORDER, "lower: [host, child]", "lower: [hose]", f"{ORDER}:17: There is no entry “hose”."),
    (
        ORDER,
        "higher: [guest], lower: [host, child]",
        "higher: [host], lower: [guest]",
        f"{ORDER}:17: By their ranks “host” does not stand before “guest”.",
    ),
    (
        CASE,
        "id: wait, text: Wait, quality: harmful, next: gone",
        "id: wait, text: Wait, quality: harmful, next: away",
        f"{CASE}:17: There is no scene “away”.",
    ),
    (
        CASE,
        "quality: poor, next: in",
        "quality: poor, next: bell",
        f"{CASE}:23: This leads back to the scene “bell”.",
    ),
    (
        CASE,
        "quality: harmful, next: gone",
        "quality: harmful, next: in",
        f"{CASE}:27: No option leads to the scene “gone”.",
    ),
    (
        CASE,
        "quality: harmful",
        "quality: bad",
        f"{CASE}:17: “quality” must be one of: best, acceptable, poor, harmful.",
    ),
    (CASE, "title: The hall", "title: The bell", f"{CASE}:19: Two scenes have the title “The bell” (see line 12)."),
    (
        "competencies.yaml",
        "slug: order",
        "slug: courtesy",
        "competencies.yaml:6: Two competencies have the slug “courtesy”",
    ),
    (
        "terms.yaml",
        "term: placement",
        "term: place of honour",
        f"{DOOR}:39: There is no term “placement”, or more than one.",
    ),
    ("terms.yaml", "language: en", "language: la", "terms.yaml:3: “language” must be one of: en, fr."),
    (
        "welcome/images/door.svg",
        "<rect ",
        "<rect onload='x()' ",
        "welcome/images/door.svg:5: The attribute onload may run a script.",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), SPOILED)
def test_problem_names_file_and_line(files, name, old, new, expected):
    files.change(name, old, new)
    assert [problem for problem in files.problems() if problem.startswith(expected)], files.problems()


def test_all_problems_are_found_in_one_run(files):
    files.change(COURSE, "slug: welcome", "slug: W")
    files.change(DOOR, "alt: A door", "old: A door")
    files.change(CHECK, "right: true", "right: 1")
    files.change("letters/course.md", "summary: How to write one.\n", "")
    assert {problem.split(":")[0] for problem in files.problems()} == {COURSE, DOOR, CHECK, "letters/course.md"}


def test_key_used_in_two_courses_is_a_problem_of_both(files):
    files.change("letters/course.md", "33333333-0000-4000-8000-000000000002", "33333333-0000-4000-8000-000000000001")
    programme = files.read()
    assert [programme.faulty(course) for course in programme.courses] == [True, True]


def test_problem_belongs_to_its_course_alone(files):
    files.change("letters/course.md", "pass_percent: 60", "pass_percent: 0")
    programme = files.read()
    assert [programme.faulty(course) for course in programme.courses] == [True, False]
    assert not programme.has_shared_problems()


def test_problem_of_a_shared_file_is_everybodys(files):
    files.change("terms.yaml", "term: placement", "word: placement")
    assert files.read().has_shared_problems()


def test_exercise_that_nothing_lists_is_a_problem(files):
    files.write("letters/01-first-line/01-dear.check.yaml", "key: x\n")
    (problem,) = files.problems()
    assert problem.startswith(
        "letters/01-first-line/01-dear.check.yaml:1: No lesson and no course.md lists this exercise."
    )


def test_exercise_listed_twice_is_a_problem(files):
    files.change(DOOR, "01-who-opens.order.yaml]", "01-who-opens.order.yaml, 01-who-opens.check.yaml]")
    assert files.problems() == [f"{DOOR}:11: 01-who-opens.check.yaml is already listed in {DOOR}. List it once."]


def test_folder_without_number_is_a_problem(files):
    files.move("letters/01-first-line", "letters/first-line")
    assert files.problems()[-1].startswith(
        "letters/first-line/module.md:1: The name of a folder of a module begins with"
    )


def test_number_used_twice_is_a_problem(files):
    files.write("letters/01-first-line/1-again.md", "---\n---\n")
    assert files.problems()[0].startswith(
        "letters/01-first-line/1-again.md:1: The number 1 is already taken by 01-dear.md."
    )


def test_course_without_lessons_is_a_problem(files):
    files.remove("letters/01-first-line/01-dear.md")
    assert files.problems() == [
        "letters/01-first-line/module.md:1: The module has no lesson. Write one in a file such as 01-first-lesson.md."
    ]


def test_lesson_done_by_check_needs_a_required_exercise(files):
    files.change(CHECK, "required: true", "required: false")
    files.change(ORDER, "points: 10", "points: 10\nrequired: false")
    assert files.problems() == [
        f"{DOOR}:9: done_by: check needs an exercise with required: true. Add one, or write said."
    ]


def test_testing_out_needs_a_final_assessment(files):
    files.change("letters/course.md", "pass_percent: 60", "pass_percent: 60\ntest_out: true")
    assert files.problems() == [
        "letters/course.md:10: Testing out needs a final assessment. List its file under exercises."
    ]


def test_a_certificate_that_expires_needs_a_final_assessment(files):
    files.change("letters/course.md", "pass_percent: 60", "pass_percent: 60\nvalid_months: 24")
    [problem] = files.problems()
    assert problem.startswith("letters/course.md:10: A certificate that expires is renewed by passing the final")


def test_file_that_is_not_utf8_is_a_problem(files):
    (files.root / "letters/01-first-line/01-dear.md").write_bytes(b"---\nkey: a\ntitle: \xff\n---\n")
    assert files.problems() == [
        "letters/01-first-line/01-dear.md:3: This line is not UTF-8 text. Save the file as UTF-8."
    ]


def test_file_that_is_too_large_is_a_problem(files):
    files.write("letters/01-first-line/01-dear.md", "---\n" + "x" * 500_000)
    assert files.problems() == ["letters/01-first-line/01-dear.md:1: This file is larger than 400 kB. Divide it."]


def test_windows_line_ends_change_nothing(files):
    path = files.root / DOOR
    before = files.read()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert files.read() == before


def test_link_out_of_the_folder_is_not_followed(files, tmp_path):
    (tmp_path / "secret.svg").write_text("<svg/>")
    (files.root / "welcome/images/link.svg").symlink_to(tmp_path / "secret.svg")
    files.change(DOOR, "images/door.svg", "images/link.svg")
    assert files.problems()[0].startswith(f"{DOOR}:32: There is no picture welcome/images/link.svg.")


def test_missing_folder_is_a_problem(files):
    files.remove(".")
    assert files.problems()[0].startswith(".:1: There is no folder")


def test_enrolment_is_open_unless_the_file_says_otherwise(files):
    def enrolment():
        return {course.slug: course.enrolment for course in files.read().courses}["letters"]

    assert enrolment() == "open"
    files.change("letters/course.md", "pass_percent: 60", "pass_percent: 60\nenrolment: invitation")
    assert enrolment() == "invitation"
    files.change("letters/course.md", "enrolment: invitation", "enrolment: perhaps")
    [problem] = files.problems()
    assert "enrolment" in problem
