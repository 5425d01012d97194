import uuid

import pytest

from courses import services
from courses.models import Programme
from tests.factories.courses import course_body, lesson_item, make_course, make_finished_enrolment

pytestmark = pytest.mark.django_db


def test_records_are_named_by_what_people_call_them(learner):
    course = make_course(lesson_item("seating-a-table"), bodies={"en": course_body("Protocol")})
    programme = Programme.objects.create(key=uuid.uuid4(), title="City diplomacy")
    certificate = services.issue_certificate(enrolment_id=make_finished_enrolment(learner, name="Ana").pk)
    names = [str(item) for item in (programme, course, course.modules.get(), course.lessons.get(), certificate)]
    assert names == ["City diplomacy", "Protocol", course.modules.get().title, "Seating a table", certificate.code]
