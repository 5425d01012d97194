from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.models import CoursePage

GOOD = Path(__file__).parents[2] / "importing" / "fixtures" / "good"

pytestmark = pytest.mark.django_db


def test_courses_are_imported(capsys):
    call_command("import_curriculum", str(GOOD))
    out = capsys.readouterr().out
    assert "  course “Letters” is made." in out
    assert out.splitlines()[-1] == "Imported."
    assert CoursePage.objects.count() == 2


def test_one_course_is_imported_without_the_others_and_misses_none_of_them(capsys):
    call_command("import_curriculum", str(GOOD))
    CoursePage.objects.get(slug="letters").delete()
    call_command("import_curriculum", str(GOOD), "--only", "welcome")
    out = capsys.readouterr().out
    assert "Left:" not in out
    assert list(CoursePage.objects.values_list("slug", flat=True)) == ["welcome"]


def test_the_others_follow_and_the_first_stays_as_it_was():
    call_command("import_curriculum", str(GOOD), "--only", "welcome")
    before = Page.objects.descendant_of(CoursePage.objects.get(), inclusive=True).values_list("latest_revision_id")
    first = sorted(before)
    call_command("import_curriculum", str(GOOD))
    assert list(CoursePage.objects.order_by("path").values_list("slug", flat=True)) == ["letters", "welcome"]
    welcome = CoursePage.objects.get(slug="welcome")
    after = Page.objects.descendant_of(welcome, inclusive=True).values_list("latest_revision_id")
    assert sorted(after) == first


def test_a_site_in_use_gets_a_pause_after_each_course_that_was_written(monkeypatch):
    pauses = []
    monkeypatch.setattr("time.sleep", pauses.append)
    call_command("import_curriculum", str(GOOD), "--pause", "0.5")
    assert pauses.count(0.5) == 2
    call_command("import_curriculum", str(GOOD), "--pause", "0.5")
    assert pauses.count(0.5) == 2


def test_one_course_that_is_not_there_is_named(capsys):
    with pytest.raises(CommandError):
        call_command("import_curriculum", str(GOOD), "--only", "farewell")
    assert "farewell:1: There is no folder of this name." in capsys.readouterr().err


def test_dry_run_says_so(capsys):
    call_command("import_curriculum", str(GOOD), "--dry-run")
    assert capsys.readouterr().out.splitlines()[-1] == "This was a dry run: nothing was written."
    assert not CoursePage.objects.exists()


def test_problems_end_the_command_with_one(tmp_path, capsys):
    (tmp_path / "letters").mkdir()
    with pytest.raises(CommandError) as error:
        call_command("import_curriculum", str(tmp_path))
    assert error.value.returncode == 1
    assert "letters/course.md:1: This file is missing." in capsys.readouterr().err


def test_unknown_key_is_refused():
    with pytest.raises(CommandError, match="No file has the key"):
        call_command("import_curriculum", str(GOOD), "--overwrite", "00000000-0000-4000-8000-000000000000")
