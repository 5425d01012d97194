from cms.importing.checking.check import check_curriculum
from cms.importing.checking.mapping import NAME
from cms.importing.checking.report import coverage_page
from tests.cms.importing.checking.conftest import CHECK, DOOR

MAPPING = """\
functions: {dialogue: Dialogue, rights: Rights}
episodes: {E1: The open door, G1: The open door, E2: A window}
jurisdictions: {Here: [Here, this house], There: [There]}
wishes:
  - {source: Seed 1, text: Doors, lessons: [welcome/who-opens]}
  - {source: Seed 2, text: Roofs, lessons: []}
named: {a door: [welcome/who-opens], a roof: []}
least: {cases: 2, options: 1}
"""


def page_of(files):
    checked = check_curriculum(files.root, languages=["en", "fr"])
    return coverage_page(checked.files, checked.mapped).splitlines()


def test_the_page_counts_and_says_where(files):
    files.write(NAME, MAPPING)
    files.change(DOOR, "desk: [visit]", "tags: [G1]")
    files.change(CHECK, "desk: [visit]", "outcomes: [1]")
    files.change("welcome/02-the-case/01-early-guest.case.yaml", "minutes: 6", "tags: [rights, here]\nminutes: 6")
    lines = page_of(files)
    door = f"[Who opens](../curriculum/{DOOR})"
    for line in (
        "| Welcome: at the door | 2 | 1 | 1 | 40 | 3 | 4 | 1 |",
        "| choice | 2 |",
        "| Case-study exercises | 2 | 1 |",
        "| A door | " + door + " |",
        "| A roof | nowhere yet |",
        "| Here | 1 |",
        "| Courtesy | 1 | 1 | 0 |",
        "| Welcome: at the door | 1. Meet a guest | Who opens the door? |",
        "| Welcome: at the door | 2. Take a coat | none |",
        "| Dialogue | none |",
        "| Rights | The early guest |",
        "| Episode (1 of 2 are told) | Codes | Where |",
        f"| The open door | E1, G1 | {door} |",
        "| A window | E2 | nowhere yet |",
        f"| Seed 1 | Doors | {door} |",
        "| Seed 2 | Roofs | not yet |",
    ):
        assert line in lines


def test_jurisdictions_are_named_in_two_lessons(files, faults):
    files.write(NAME, MAPPING)
    assert "| Welcome: at the door |  |" in page_of(files)
    path = files.root / "welcome/02-the-case/01-early-guest.md"
    path.write_text(path.read_text() + "\nIn this house it is so.\n")
    assert "| Welcome: at the door | Here |" in page_of(files)
    assert "welcome/course.md:1: At least 4 jurisdictions stand in 2 lessons each; here: Here." in faults(
        "jurisdictions"
    )
