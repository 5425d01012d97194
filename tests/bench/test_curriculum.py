from django.conf import settings

from cms.importing.reading.programme import read_programme
from tests.bench.curriculum import QUESTIONS, SHIPPED, write_more, write_shipped


def read(root):
    files = read_programme(root, [code for code, _name in settings.LANGUAGES])
    assert [str(problem) for problem in files.problems] == []
    return files.courses


def test_more_courses_of_the_same_make(tmp_path):
    write_shipped(tmp_path / "shipped")
    write_more(tmp_path / "shipped", tmp_path / "more", 2)
    courses = [*read(tmp_path / "shipped"), *read(tmp_path / "more")]
    keys = [lesson.key for course in courses for lesson in course.lessons()]
    assert len(courses) == 3 * len(read(SHIPPED))
    assert len(set(keys)) == len(keys)


def test_exams_have_ten_questions_and_no_limit(tmp_path):
    write_shipped(tmp_path / "shipped")
    for course in read(tmp_path / "shipped"):
        assert [len(exam.body.questions) for exam in course.exercises] == [QUESTIONS]
