import pytest

from cms.importing.checking.check import check_curriculum

CHECK = "welcome/01-the-door/01-who-opens.check.yaml"
DOOR = "welcome/01-the-door/01-who-opens.md"


@pytest.fixture
def faults(files):
    """Say what is wrong with the copy, as “file:line: sentence”; only what holds `word`."""

    def faults(word="", **options):
        checked = check_curriculum(files.root, languages=["en", "fr"], **options)
        return [str(fault) for fault in checked.faults if word in str(fault)]

    return faults
