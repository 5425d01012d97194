"""A progress record: what a learner has done, what it says of their skills, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments import selectors as assessment_selectors
from assessments.selectors import CompetencyData, CompetencyRecord, EvidenceRow
from courses.models import Enrolment
from courses.selectors.dashboard import IDLE
from courses.selectors.enrolments import own_enrolments
from courses.selectors.next_step import NextStep, next_step_of
from courses.selectors.notes import NoteView, notes_of
from courses.selectors.people import CourseRow, Learning, PersonRow, course_row, learning_of
from courses.selectors.programme import ProgrammeView, programme_view
from courses.selectors.standing import asked_of

WHOLE = 100


@dataclass(frozen=True, slots=True)
class SkillView:
    """A competency in whole percent.

    Attributes:
        exercises: how many different ones it rests on.
        is_shown: None while these are too few; then level, low, high and sure are None as well.
        level: of the points that the skill is worth, with its 95 % interval from `low` to `high`.
        sure: chance that the level reaches the cut.
        rollups: the latest result, the highest, the decaying average, and the mean of those that reach the cut; that
            one is None until three do.
        evidence: oldest first.
    """

    key: str
    title: str
    description: str
    exercises: int
    is_shown: bool | None
    level: int | None
    low: int | None
    high: int | None
    sure: int | None
    rollups: tuple[int, int, int, int | None]
    evidence: tuple[EvidenceRow, ...]

    @property
    def width(self) -> int:
        """Of the interval."""
        return 0 if self.low is None or self.high is None else self.high - self.low


@dataclass(frozen=True, slots=True)
class RecordView:
    """A progress record.

    Attributes:
        courses: the latest worked on first.
        programme: None for a reader who is not the learner, and while none is published.
        next_step: None for a reader who is not the learner, and where there is nothing to go on with.
        next_course: the course of the next step.
        unseen: titles of competencies without evidence.
        notes: the learner's, newest first; none for any other reader.
    """

    name: str
    courses: tuple[CourseRow, ...]
    programme: ProgrammeView | None
    next_step: NextStep | None
    next_course: CourseRow | None
    skills: tuple[SkillView, ...]
    unseen: tuple[str, ...]
    notes: tuple[NoteView, ...] = ()

    @property
    def minutes_done(self) -> int:
        """What the authors estimate for all that is done."""
        return sum(course.minutes_done for course in self.courses)


def own_record(*, learner_id: int, name: str, language: str) -> RecordView:
    """Read a learner's own record.

    Args:
        learner_id: who asks.
        name: of the learner.
        language: the reader's.

    Returns:
        The record without its attempts. At most nineteen statements, whatever the number of courses, lessons, attempts
        and competencies.
    """
    enrolments = list(own_enrolments(learner_id))
    learning = learning_of(enrolments, language)
    rows = [course_row(enrolment, learning) for enrolment in enrolments]
    steps = ((_next_step(enrolment, learning), row) for enrolment, row in zip(enrolments, rows, strict=True))
    next_step, next_course = next(((step, row) for step, row in steps if step), (None, None))
    known, unseen = assessment_selectors.competency_records(learner_id=learner_id)
    programme = programme_view(learner_id=learner_id, language=language)
    notes = tuple(notes_of(learner_id))
    return RecordView(name, tuple(rows), programme, next_step, next_course, _skills(known), _titles(unseen), notes)


def record_of_person(*, learner_id: int, row: PersonRow) -> RecordView:
    """Read the record of a person as their coordinator may see it.

    Args:
        learner_id: who it is.
        row: of the same person in the coordinator's organisation.

    Returns:
        What was done in the courses of the row, and what it says of skills; nothing else counts in it. Two statements.
    """
    known, unseen = assessment_selectors.competency_records(learner_id=learner_id, exercise_ids=row.exercise_ids)
    return RecordView(row.name, row.courses, None, None, None, _skills(known), _titles(unseen))


def _next_step(enrolment: Enrolment, learning: Learning) -> NextStep | None:
    outline, states = learning.outlines[enrolment.course_id], learning.states[enrolment.learner_id]
    asked = asked_of(enrolment, outline, states)
    step = next_step_of(enrolment, asked, learning.done[enrolment.pk], states, learning.language)
    return None if step is None or step.kind in IDLE else step


def _titles(unseen: Iterable[CompetencyData]) -> tuple[str, ...]:
    return tuple(item.title for item in unseen)


def _skills(known: Sequence[CompetencyRecord]) -> tuple[SkillView, ...]:
    return tuple(_skill(item) for item in known)


def _skill(item: CompetencyRecord) -> SkillView:
    belief = item.belief
    figures = (belief.level.value, belief.level.low, belief.level.high, belief.sure)
    level, low, high, sure = (None if item.is_thin else _percent(figure) for figure in figures)
    latest, highest, decaying = (round(WHOLE * share) for share in (item.latest, item.highest, item.decaying_average))
    return SkillView(
        key=item.key,
        title=item.title,
        description=item.description,
        exercises=belief.exercises,
        is_shown=belief.is_mastered,
        level=level,
        low=low,
        high=high,
        sure=sure,
        rollups=(latest, highest, decaying, _percent(item.n_mastery)),
        evidence=item.evidence,
    )


def _percent(share: float | Fraction | None) -> int | None:
    return None if share is None else round(WHOLE * share)
