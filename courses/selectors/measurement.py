"""How exactly the results of courses measure, as instructors read it (adr 0029)."""

from dataclasses import dataclass

from courses.models import Course, CourseMeasurement, CourseText
from courses.rules.second_look import PEOPLE_NEEDED, RELIABLE
from courses.selectors.outline import foreign, texts_by_course


@dataclass(frozen=True, slots=True)
class Certainty:
    """What is known of the result of a course.

    Attributes:
        people: who have tried every exercise that counts; their first tries are what the figures rest on.
        reliability: 0 to 1, at least this where a part is unknown; None where it cannot be worked out.
        error_percent: one standard error, in percent of the points, at most this where a part is unknown.
        unknown_parts: how many of the `parts` that count are of one criterion, or marked by a person.
    """

    title: str
    lang: str
    pass_percent: int
    band_percent: int
    people: int
    reliability: float | None
    error_percent: float | None
    parts: int
    unknown_parts: int
    needed: int = PEOPLE_NEEDED
    aim: float = RELIABLE

    @property
    def is_enough(self) -> bool:
        """There are as many people as the figures need."""
        return self.people >= self.needed

    @property
    def is_weak(self) -> bool:
        """Certificates should not rest on such a result, or it is not known that they may."""
        return self.reliability is None or self.reliability < self.aim


def course_certainties(*, language: str) -> list[Certainty]:
    """List how exactly the result of each course measures.

    Args:
        language: the reader's.

    Returns:
        Of the courses on offer that have a result, in the order of the catalogue; nothing about any one person. Two
        statements.
    """
    rows = CourseMeasurement.objects.filter(course__retired=False).select_related("course")
    rows = rows.order_by("course__position", "course__pk")
    texts = texts_by_course([row.course_id for row in rows], language)
    return [_certainty(row, row.course, texts[row.course_id], language) for row in rows]


def _certainty(row: CourseMeasurement, course: Course, text: CourseText, language: str) -> Certainty:
    return Certainty(
        title=text.title,
        lang=foreign(text.language, language),
        pass_percent=course.pass_percent,
        band_percent=course.band_percent,
        people=row.people,
        reliability=row.reliability,
        error_percent=row.error_percent,
        parts=row.parts,
        unknown_parts=row.unknown_parts,
    )
