import pytest

from tests.cms.importing.checking.conftest import CHECK, DOOR

DEAR = "letters/01-first-line/01-dear.md"
SAID = "Whoever stands behind a closed door hears every step and learns more of the guest than a letter tells."


def test_two_lessons_do_not_say_the_same(files, faults):
    assert faults("also stand in") == []
    for name in (DOOR, DEAR):
        files.write(name, (files.root / name).read_text() + f"\n\n{SAID}\n")
    (fault,) = faults("also stand in")
    assert fault.startswith(f"{DEAR}:1: ")
    assert f"also stand in {DOOR}. Say it in one place." in fault


@pytest.mark.parametrize("name", [DOOR, CHECK])
def test_runs_of_twelve_words_are_nobody_elses(files, faults, tmp_path, name):
    others = tmp_path / "others" / "deep"
    others.mkdir(parents=True)
    (others / "text.txt").write_text(
        f"They say: whoever STANDS behind\na closed door hears every step and learns. {SAID}"
    )
    if name == DOOR:
        files.change(DOOR, "Stand **in** the door", f"{SAID} Stand **in** the door")
    else:
        files.change(CHECK, "The host does.", SAID)
    (fault,) = faults("somebody else's", others=tmp_path / "others")
    assert fault.startswith(f"{name}:1: These words are somebody else's: “whoever stands behind a closed door")
    assert faults("somebody else's") == []


def test_eleven_words_may_be_the_same(files, faults, tmp_path):
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "text.txt").write_text(" ".join(SAID.split()[:11]))
    files.change(DOOR, "Stand **in** the door", f"{SAID} Stand **in** the door")
    assert faults("somebody else's", others=tmp_path / "others") == []
