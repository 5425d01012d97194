import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cms.importing.conftest import GOOD


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(GOOD, tmp_path / "curriculum")
    return tmp_path / "curriculum"


def test_each_fault_is_a_line_and_the_command_ends_with_one(folder, capsys):
    with pytest.raises(CommandError) as stopped:
        call_command("check_curriculum", folder)
    assert stopped.value.returncode == 1
    lines = capsys.readouterr().out.splitlines()
    assert str(stopped.value) == f"{len(lines)} faults."
    assert "letters/01-first-line/01-dear.md:1: The lesson names no sources. End it with a block sources." in lines
    assert any(line.startswith("welcome/") for line in lines)


def test_faults_of_one_course_can_be_asked_for(folder, capsys):
    with pytest.raises(CommandError):
        call_command("check_curriculum", folder, course="letters")
    assert {line.partition("/")[0] for line in capsys.readouterr().out.splitlines()} == {"letters"}


def test_mistakes_of_the_format_come_first(folder, capsys):
    (folder / "welcome/course.md").write_text("nothing")
    with pytest.raises(CommandError):
        call_command("check_curriculum", folder)
    assert "The file must begin with a line ---" in capsys.readouterr().out


def test_what_the_courses_hold_is_written_to_a_file(folder, tmp_path):
    with pytest.raises(CommandError):
        call_command("check_curriculum", folder, coverage=tmp_path / "held.md")
    assert (tmp_path / "held.md").read_text().startswith("# The curriculum in figures\n")


def test_a_folder_without_faults_says_so(tmp_path, capsys):
    (tmp_path / "curriculum").mkdir()
    call_command("check_curriculum", tmp_path / "curriculum")
    assert capsys.readouterr().out == "0 courses checked, no faults.\n"


def test_a_page_that_is_old_is_a_fault(folder, capsys):
    page = folder.parent / "docs/curriculum.md"
    page.parent.mkdir()
    said = "docs/curriculum.md:1: This is not what the courses hold now."
    page.write_text("Old.")
    with pytest.raises(CommandError):
        call_command("check_curriculum", folder)
    assert said in capsys.readouterr().out
    for options in ({"coverage": page}, {}):
        with pytest.raises(CommandError):
            call_command("check_curriculum", folder, **options)
        assert said not in capsys.readouterr().out


def test_how_much_there_is_is_told_of_the_whole_programme_only(folder, capsys):
    (folder / "coverage.yaml").write_text(
        "functions: {}\nepisodes: {}\njurisdictions: {}\nwishes: []\nleast: {cases: 4}\n"
    )
    for course, told in ((None, True), ("welcome", False)):
        with pytest.raises(CommandError):
            call_command("check_curriculum", folder, course=course)
        said = capsys.readouterr().out
        assert ("    1 case-study exercises (at least 4)\n" in said) is told
        assert ("The programme holds 1 case-study exercises; 4 are the least." in said) is told


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"course": "welcom"}, "There is no folder .*/welcom."),
        ({"compare": Path("nowhere")}, "There is no folder nowhere."),
        ({"path": Path("nowhere")}, "There is no folder nowhere."),
    ],
)
def test_what_is_not_there_is_not_without_faults(folder, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("check_curriculum", **{"path": folder} | options)


def test_of_two_lessons_with_the_same_text_each_course_is_told(folder, capsys):
    said = "Whoever stands behind a closed door hears every step and learns more of the guest than a letter tells."
    for name in ("letters/01-first-line/01-dear.md", "welcome/01-the-door/01-who-opens.md"):
        with (folder / name).open("a") as file:
            file.write(f"\n\n{said}\n")
    for course in ("letters", "welcome"):
        with pytest.raises(CommandError):
            call_command("check_curriculum", folder, course=course)
        assert "also stand in" in capsys.readouterr().out
