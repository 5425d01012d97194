from cms.importing.checking.mapping import NAME
from tests.cms.importing.checking.conftest import CHECK, DOOR

CASE = "welcome/02-the-case/01-early-guest.case.yaml"
COURSE = "welcome/course.md"
MAPPING = """\
functions: {dialogue: Dialogue, rights: Rights, agreements: Agreements}
episodes: {E1: The open door}
wishes:
  - {source: Seed 1, text: Doors, lessons: [welcome/who-opens]}
  - {source: Seed 1, text: Windows, lessons: [welcome/windows]}
  - {source: Seed 2, text: Roofs, lessons: []}
"""


def test_outcomes_are_tested(files, faults):
    files.change(CHECK, "desk: [visit]", "desk: [visit]\noutcomes: [2]")
    assert [fault for fault in faults("No exercise tests") if COURSE in fault] == [
        f"{COURSE}:9: No exercise tests outcome 1, “Meet a guest”. Name it in one: outcomes: [1]."
    ]


def test_competencies_are_asked_done_and_assessed(files, faults):
    (fault,) = [fault for fault in faults("three levels") if "“order”" in fault]
    assert fault.startswith(f"{COURSE}:10: “order” is not covered at all three levels.")
    assert fault.endswith(
        " that an exercise lets learners do it and that a question of a final assessment asks for it."
    )
    files.change(CASE, "competency: courtesy", "competency: order")
    assert [fault.partition("See that ")[2] for fault in faults("three levels") if "“courtesy”" in fault] == [
        "an exercise lets learners do it and that a question of a final assessment asks for it."
    ]


def test_cases_carry_a_function(files, faults):
    files.write(NAME, MAPPING)
    wanted = "A case carries one function as its tag, two at most: dialogue, rights, agreements."
    assert faults("A case carries") == [f"{CASE}:1: {wanted}"]
    files.change(CASE, "points: 20", "points: 20\ntags: [dialogue, rights, E1]")
    assert faults("A case carries") == []
    files.change(CASE, "tags: [dialogue, rights", "tags: [dialogue, agreements, rights")
    assert faults("A case carries") == [f"{CASE}:9: {wanted}"]


def test_tags_mean_something(files, faults):
    files.write(NAME, MAPPING)
    files.change(DOOR, "desk: [visit]", "tags: [E1, impasse, E99]")
    assert faults("The tag") == [
        f"{DOOR}:10: The tag “E99” stands in no list of coverage.yaml. Correct it, or add it there."
    ]


def test_lessons_of_the_mapping_exist(files, faults):
    files.write(NAME, MAPPING)
    assert faults("There is no lesson") == [
        "coverage.yaml:5: There is no lesson welcome/windows. Write course/lesson by their slugs, or remove it."
    ]


def test_a_mapping_that_cannot_be_read_is_named(files, faults):
    files.write(NAME, "functions: [a]\nother: 1\n")
    assert faults() == [
        "coverage.yaml:1: “functions” must be a list of fields, each written as name: value.",
        "coverage.yaml:2: “other” is not a field here; remove it.",
    ]
