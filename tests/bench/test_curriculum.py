import pytest
from django.conf import settings

from cms.importing.reading.programme import read_programme
from tests.bench.curriculum import QUESTIONS, write_more, write_shipped
from tests.shipped import programme


def read(root):
    files = read_programme(root, [code for code, _name in settings.LANGUAGES])
    assert [str(problem) for problem in files.problems] == []
    return files.courses


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("curriculum") / "shipped"
    write_shipped(folder)
    return folder


@pytest.fixture(scope="module")
def courses(shipped):
    return read(shipped)


def test_more_courses_of_the_same_make(shipped, courses, tmp_path):
    write_more(shipped, tmp_path / "more", 2)
    courses = [*courses, *read(tmp_path / "more")]
    keys = [lesson.key for course in courses for lesson in course.lessons()]
    assert len(courses) == 3 * len(programme().courses)
    assert len(set(keys)) == len(keys)


def test_exams_have_ten_questions_and_no_limit(courses):
    for course in courses:
        assert [len(exam.body.questions) for exam in course.finals()] == [QUESTIONS]
