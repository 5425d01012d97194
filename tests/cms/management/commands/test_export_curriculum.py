import pytest
from django.core.management import CommandError, call_command

from cms.services import publishing
from tests.factories import cms as make


def test_command_writes_and_tells(db, tmp_path, capsys):
    make.make_tree(title="Open")
    make.make_course(live=False, title="Hidden")
    call_command("export_curriculum", tmp_path / "out")
    told = capsys.readouterr().out
    assert "Left out: course “Hidden” is not published." in told
    assert f"Wrote 3 files to {tmp_path / 'out'}." in told


def test_command_ends_with_one_when_something_cannot_be_written(db, tmp_path, capsys):
    _course, _module, lesson = make.make_tree()
    lesson.summary = "long " * 1000
    publishing.publish(lesson)
    with pytest.raises(CommandError, match="1 problems") as caught:
        call_command("export_curriculum", tmp_path / "out")
    assert caught.value.returncode == 1
    assert f"lesson “{lesson.title}”: summary:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_command_refuses_a_folder_in_use(db, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_curriculum", tmp_path)
