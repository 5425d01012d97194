from collections import UserList

from cms.exporting.writing import inline
from cms.exporting.writing.rich_text import Letter


class Counted(UserList):
    """Letters that count how often one is looked at."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


def looks(length):
    letters = Counted(Letter("x", bold=True) for _number in range(length))
    assert inline.write(letters, inline.STYLES[0]) == [f"**{'x' * length}**"]
    return letters.looks


def test_the_work_grows_in_step_with_the_text():
    assert looks(600) - looks(400) == looks(400) - looks(200)
