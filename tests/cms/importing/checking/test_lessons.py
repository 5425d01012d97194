import pytest

from tests.cms.importing.checking.conftest import CHECK, DOOR

START = "Stand **in** the door"


def test_lessons_are_not_longer_than_twelve_minutes(files, faults):
    assert faults("is the most") == []
    files.change(DOOR, START, "One word. " * 850 + START)
    assert [line.partition(":7:")[0] for line in faults("13 minutes: 12 is the most.")] == [DOOR]


def test_lessons_that_say_so_are_too_long(files, faults):
    files.change(DOOR, "estimated_minutes: 8", "estimated_minutes: 13")
    assert [line.startswith(f"{DOOR}:7:") for line in faults("12 is the most")] == [True]


def test_lessons_are_easy_to_read(files, faults):
    assert faults("LIX") == []
    files.change(DOOR, START, "Representational responsibilities " * 40 + START)
    assert len(faults("The text is hard to read (LIX")) == 1


def test_lessons_begin_with_an_outcome_and_end_at_work(files, faults):
    assert DOOR in " ".join(faults("Begin with the outcome"))
    assert DOOR in " ".join(faults("tomorrow"))
    files.change(DOOR, START, f"**After this you can** open a door. {START}")
    files.change(DOOR, "style: rule", "style: tomorrow")
    assert DOOR not in " ".join(faults("Begin with the outcome") + faults("tomorrow"))


def test_stars_in_what_is_plain_text_are_named(files, faults):
    assert faults("stars") == []
    files.change(DOOR, START, f"{START}\n\n```think\nquestion: What do you say *first*?\nanswer: Come in.\n```\n\n")
    assert len(faults("“question” is shown as it is written, with its stars.")) == 1


@pytest.mark.parametrize(
    "link",
    [
        *("/learn/welcome/who-opens/", "/learn/welcome/", "/learn/welcome/final/exam/", "/learn/desk/visit/"),
        *("/learn/", "/try/", "/", "/learn/welcome/who-opens/check/#top"),
    ],
)
def test_links_to_what_exists_are_no_fault(files, faults, link):
    files.change(DOOR, START, f"[There]({link}) {START}")
    assert faults("leads nowhere") == []


@pytest.mark.parametrize(
    ("name", "old"),
    [
        (CHECK, "      The host does."),
        ("welcome/02-the-case/01-early-guest.case.yaml", "The bell rings"),
        ("welcome/course.md", "- To stand there"),
    ],
)
def test_dead_links_are_looked_for_everywhere(files, faults, name, old):
    text = (files.root / name).read_text()
    assert old in text
    files.change(name, old, f"{old} [There](/learn/nothing/) ")
    assert [fault.partition(":")[0] for fault in faults("leads nowhere")] == [name]


@pytest.mark.parametrize(
    "link",
    ["/learn/welcome/nobody/", "/learn/nothing/", "/learn/welcome/who-opens/no/", "/what/", "/library/networks/no/"],
)
def test_dead_links_are_named(files, faults, link):
    files.change(DOOR, START, f"[There]({link}) {START}")
    assert faults("leads nowhere") == [
        f"{DOOR}:13: The link to {link} leads nowhere. Name a page that exists, or remove the link."
    ]
