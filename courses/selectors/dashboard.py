"""The learner's own page: one next thing to do, then everything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from courses.enums import Moment, NextKind
from courses.models import Enrolment
from courses.selectors.cards import states_by_id
from courses.selectors.catalogue import CourseCard, offered_courses
from courses.selectors.course import OwnCourse, Reader, own_course
from courses.selectors.dilemmas import may_have_dilemma
from courses.selectors.enrolments import own_enrolments
from courses.selectors.gain import assessed_exercises, gains_on_offer
from courses.selectors.outline import StoredOutline, foreign, read_outline, texts_by_course
from courses.selectors.programme import ProgrammeCard, programme_card
from courses.selectors.standing import done_lessons

# Steps that nobody can take now.
IDLE = (NextKind.STUCK, NextKind.WAITING, NextKind.HELD, NextKind.LOOK)


@dataclass(frozen=True, slots=True)
class EnrolmentCard:
    """One of the learner's courses. `asks`: the assessment before or after it that can be taken now; None for none."""

    title: str
    lang: str
    url: str
    own: OwnCourse
    asks: Moment | None

    @property
    def can_go_on(self) -> bool:
        return self.own.next_step is not None and not self.is_idle

    @property
    def is_idle(self) -> bool:
        """There is a next step, and nobody can take it now."""
        return self.own.next_step is not None and self.own.next_step.kind in IDLE


@dataclass(frozen=True, slots=True)
class DashboardView:
    """The learner's own page.

    Attributes:
        lead: the course whose next step leads the page: of those with one, the latest worked on; else None.
        others: all courses but the leading one, the latest worked on first.
        offered: courses to choose from; filled only while the learner has nothing to go on with.
        programme: None while none is published.
        has_dilemma: whether to lead on to the dilemma of the week.
    """

    lead: EnrolmentCard | None
    others: tuple[EnrolmentCard, ...]
    offered: tuple[CourseCard, ...]
    programme: ProgrammeCard | None
    has_dilemma: bool

    @property
    def is_up_to_date(self) -> bool:
        return self.lead is None and all(card.own.finished_by for card in self.others)


def dashboard(*, learner_id: int, language: str) -> DashboardView:
    """Read a learner's own page.

    Args:
        learner_id: who asks.
        language: the reader's.

    Returns:
        The page; at most eight statements at any number of courses and lessons.
    """
    enrolments = list(own_enrolments(learner_id))
    cards = _cards(enrolments, learner_id, language)
    lead = next((card for card in cards if card.can_go_on), None)
    mine = {enrolment.course.slug for enrolment in enrolments}
    offered = [] if lead else [card for card in offered_courses(language) if card.slug not in mine]
    others = tuple(card for card in cards if card is not lead)
    has_dilemma = any(card.own.progress.lessons_done for card in cards) and may_have_dilemma(learner_id)
    return DashboardView(lead, others, tuple(offered), programme_card(language), has_dilemma)


def _cards(enrolments: Sequence[Enrolment], learner_id: int, language: str) -> tuple[EnrolmentCard, ...]:
    texts = texts_by_course([enrolment.course_id for enrolment in enrolments], language)
    outlines = {
        enrolment.course_id: read_outline(enrolment.course, texts[enrolment.course_id].outline)
        for enrolment in enrolments
    }
    done = done_lessons([enrolment.pk for enrolment in enrolments]) if enrolments else {}
    assessed = [pk for enrolment in enrolments for pk in assessed_exercises(enrolment.course)]
    states = states_by_id([*_exercise_ids(outlines.values()), *assessed], learner_id)
    asked = gains_on_offer(enrolments, states)
    return tuple(
        EnrolmentCard(
            title=texts[enrolment.course_id].title,
            lang=foreign(texts[enrolment.course_id].language, language),
            url=reverse("courses:course", args=[enrolment.course.slug]),
            own=own_course(
                enrolment, outlines[enrolment.course_id], Reader(enrolment, done[enrolment.pk], states, language)
            ),
            asks=asked.get(enrolment.pk),
        )
        for enrolment in enrolments
    )


def _exercise_ids(outlines: Iterable[StoredOutline]) -> list[int]:
    return [exercise.id for outline in outlines for exercise in outline.exercises()]
