"""The shipped curriculum with an exam of ten questions and unlimited tries, and further courses of the same make."""

import re
import shutil
import uuid
from pathlib import Path

from ruamel.yaml import YAML

SHIPPED = Path(__file__).parents[2] / "curriculum"
SHARED = ("competencies.yaml", "terms.yaml", "rule-sets")
EXAM = "final.exam.yaml"
QUESTIONS = 10
KEY = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")


def write_shipped(target):
    """Copy the curriculum; its exams are cut to ten questions."""
    shutil.copytree(SHIPPED, target)
    for path in target.glob(f"*/{EXAM}"):
        _cut(path)


def write_more(source, target, times):
    """Copy every course some times more, with keys and slugs of their own."""
    target.mkdir()
    shared = set()
    for name in SHARED:
        (shutil.copytree if (source / name).is_dir() else shutil.copy)(source / name, target / name)
        files = [path for path in (source / name, *(source / name).glob("*")) if path.is_file()]
        shared |= {key for path in files for key in KEY.findall(path.read_text())}
    for course in source.glob("*/course.md"):
        for number in range(1, times + 1):
            _write_copy(course.parent, target / f"{course.parent.name}-{number}", number, shared)


def _cut(path):
    yaml = YAML()
    exam = yaml.load(path)
    exam["questions"] = exam["questions"][:QUESTIONS]
    exam["max_tries"] = 0
    yaml.dump(exam, path)


def _write_copy(source, target, number, shared):
    def other(match):
        key = match[0]
        return key if key in shared else str(uuid.uuid5(uuid.UUID(key), str(number)))

    shutil.copytree(source, target)
    for path in target.rglob("*"):
        if path.suffix in {".md", ".yaml"}:
            path.write_text(KEY.sub(other, path.read_text()))
    course = target / "course.md"
    course.write_text(re.sub(r"(?m)^slug: .*", f"slug: {target.name}", course.read_text(), count=1))
