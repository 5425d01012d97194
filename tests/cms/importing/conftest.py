import shutil
from pathlib import Path

import pytest

from cms.importing.programme import import_programme
from cms.importing.reading.programme import read_programme

FRENCH = (
    ("course.md", "Welcome: at the door", "Bienvenue à la porte"),
    ("01-the-door/module.md", "title: The door", "title: La porte"),
    ("01-the-door/01-who-opens.md", "title: Who opens", "title: Qui ouvre"),
    ("01-the-door/01-who-opens.check.yaml", "title: Who opens the door?", "title: Qui ouvre la porte ?"),
    ("01-the-door/01-who-opens.check.yaml", "Who opens the **door**", "Qui ouvre la **porte**"),
    ("01-the-door/01-who-opens.order.yaml", "text: The child", "text: Un enfant"),
)
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

    def translate(self):
        """Write the first lesson of the course welcome in French, with its check and its list."""
        for name in ("course.md", "01-the-door"):
            old, new = self.root / "welcome" / name, self.root / "welcome" / "fr" / name
            shutil.copytree(old, new) if old.is_dir() else (new.parent.mkdir(), shutil.copy(old, new))
        self.change("welcome/fr/course.md", "language: en", "language: fr")
        self.change("welcome/fr/course.md", "exercises: [final.exam.yaml]\n", "")
        self.change("welcome/fr/course.md", "test_out: true\n", "")
        for name, words, french in FRENCH:
            self.change(f"welcome/fr/{name}", words, french)

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


PROGRAMME = """\
key: 0f7e1a52-6d7e-4c60-8a5e-2f6f6c1f6a01
language: en
slug: the-programme
title: The programme
introduction: |
  For **offices** of any size.
certificate:
  - welcome
paths:
  - slug: new-officer
    title: A new officer
    sentence: You start on Monday.
    hours: 1
    steps:
      - welcome
      - letters/dear
"""


@pytest.fixture
def small(files):
    """The copy with one course of one lesson, which is imported in half the time."""
    files.remove("letters")
    files.remove("welcome/02-the-case")
    files.remove("welcome/final.exam.yaml")
    files.change("welcome/course.md", "test_out: true", "test_out: false")
    files.change("welcome/course.md", "exercises: [final.exam.yaml]\n", "")
    return files
