import shutil
from pathlib import Path

import pytest

from cms.importing.programme import import_programme
from cms.importing.reading.programme import read_programme

GOOD = Path(__file__).parent / "fixtures" / "good"


class Copy:
    """A copy of the good programme that a test may spoil."""

    def __init__(self, root):
        self.root = root

    def change(self, name, old, new):
        path = self.root / name
        text = path.read_text()
        assert text.count(old) >= 1, old
        path.write_text(text.replace(old, new, 1))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def remove(self, name):
        path = self.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def move(self, old, new):
        (self.root / old).rename(self.root / new)

    def read(self):
        return read_programme(self.root, ["en", "fr"])

    def problems(self):
        return [f"{problem.file}:{problem.line}: {problem.message}" for problem in self.read().problems]


@pytest.fixture
def files(tmp_path):
    root = tmp_path / "curriculum"
    shutil.copytree(GOOD, root)
    return Copy(root)


@pytest.fixture
def run(files, db):
    """Import the copy, and return the report; what was said is in `run.said`."""

    def run(**options):
        run.said = []
        return import_programme(files.root, say=run.said.append, **options)

    return run


@pytest.fixture
def small(files):
    """The copy with one course of one lesson, which is imported in half the time."""
    files.remove("letters")
    files.remove("welcome/02-the-case")
    files.remove("welcome/final.exam.yaml")
    files.change("welcome/course.md", "test_out: true", "test_out: false")
    files.change("welcome/course.md", "exercises: [final.exam.yaml]\n", "")
    return files
