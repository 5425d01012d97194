"""The dilemma of the week: which it is, its page, and the links that a mail carries."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.core import signing
from django.db.models import Exists
from django.utils import timezone

from assessments import selectors as assessment_selectors
from assessments.enums import ExerciseKind
from assessments.rules.types import Form, Owner
from assessments.selectors import ExerciseState, OthersChoice, Review, SinglePage, SingleQuestions, SingleWanted
from courses.enums import LessonKind
from courses.errors import LinkExpiredError
from courses.models import Dilemma, LessonExercise, LessonProgress
from courses.rules.dilemmas import Asked, Question, QuestionId, choose, strengths_of, week_of
from courses.rules.groups import SMALLEST_GROUP
from courses.selectors.addresses import learn_address
from courses.selectors.terms import LessonLink, lesson_titles

ANSWER_SALT = "courses.dilemma.answer"
STOP_SALT = "courses.dilemma.stop"
LINK_HOLDS = datetime.timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class DilemmaView:
    """The dilemma of one person in one week.

    Attributes:
        asks: names the question in a form; "" when there is none this week.
        page: the question, until it is answered.
        review: the answer with its reasons.
        others: what others put first; None while too few have answered.
        least: how many have to.
        lesson: where the question comes from, once it is answered.
    """

    asks: str = ""
    page: SinglePage | None = None
    is_answered: bool = False
    review: Review | None = None
    others: OthersChoice | None = None
    lesson: LessonLink | None = None
    least: int = SMALLEST_GROUP


def this_week() -> datetime.date:
    """Return the Monday of the week that it is at Greenwich."""
    return week_of(timezone.now().astimezone(datetime.UTC).date())


def mail_link(dilemma_id: int) -> str:
    """Sign the link to one question of one person."""
    return signing.dumps(dilemma_id, salt=ANSWER_SALT)


def stop_link(person: UUID) -> str:
    """Sign the link that stops the mails to one person, by their key; it never expires."""
    return signing.dumps(person.hex, salt=STOP_SALT)


def read_mail_link(link: str) -> int | None:
    """Read a link of `mail_link`.

    Args:
        link: any text.

    Returns:
        The row id; None when we did not sign it.

    Raises:
        LinkExpiredError: we did, more than two weeks ago.
    """
    try:
        found: int = signing.loads(link, salt=ANSWER_SALT, max_age=LINK_HOLDS)
    except signing.SignatureExpired as error:
        raise LinkExpiredError from error
    except signing.BadSignature:
        return None
    return found


def read_stop_link(link: str) -> UUID | None:
    """Read a link of `stop_link`.

    Args:
        link: any text.

    Returns:
        The key of the person; None when we did not sign it.
    """
    try:
        return UUID(signing.loads(link, salt=STOP_SALT))
    except signing.BadSignature:
        return None


def may_have_dilemma(learner_id: int) -> bool:
    """Tell whether to lead somebody to their dilemma: they did a lesson before this week, and have not answered yet.

    Args:
        learner_id: who.

    Returns:
        Whether there may be one. One statement.
    """
    week = this_week()
    monday = datetime.datetime.combine(week, datetime.time(), datetime.UTC)
    mine = LessonProgress.objects.filter(enrolment__learner=learner_id, enrolment__withdrawn_at=None)
    answered = Dilemma.objects.filter(learner=learner_id, week=week).exclude(answered_at=None)
    return mine.filter(~Exists(answered), done_at__lt=monday).exists()


def own_dilemma(*, learner_id: int, language: str, form: Form | None = None) -> DilemmaView:
    """Read the page of a signed-in learner.

    Args:
        learner_id: who reads.
        language: the reader's.
        form: what was sent and could not be taken, to be shown again.

    Returns:
        The page. A fixed number of statements; nothing is written, so that a question which nobody answered on the page
        is chosen again, the same as before unless the learner did something meanwhile.
    """
    row = Dilemma.objects.filter(learner=learner_id, week=this_week()).first()
    row = row or chosen_dilemmas([learner_id], this_week()).get(learner_id)
    return _view(row, language, form) if row else DilemmaView()


def mailed_dilemma(*, dilemma_id: int, language: str, form: Form | None = None) -> DilemmaView | None:
    """Read the page that the link of a mail opens, without anything else about the person.

    Args:
        dilemma_id: row id, out of the link.
        language: the reader's.
        form: what was sent and could not be taken, to be shown again.

    Returns:
        None when there is no such question any more, or its person may not sign in either.
    """
    row = Dilemma.objects.filter(pk=dilemma_id, learner__is_active=True).first()
    return _view(row, language, form) if row else None


def _view(row: Dilemma, language: str, form: Form | None) -> DilemmaView:
    asks, question = f"{row.exercise_id}:{row.question}", wanted(row, language)
    if row.attempt_key is None:
        return DilemmaView(asks, assessment_selectors.single_page(question, form))
    key, owner = row.attempt_key, Owner(learner_id=row.learner_id)
    return DilemmaView(
        asks,
        is_answered=True,
        review=assessment_selectors.review(key=key, owner=owner, language=language),
        others=assessment_selectors.others_choice(question, attempt_key=key, least=SMALLEST_GROUP),
        lesson=_lesson(row.exercise_id, language),
    )


def wanted(row: Dilemma, language: str) -> SingleWanted:
    """Name what the page and the mail of a dilemma show: the same options in the same order."""
    return SingleWanted(row.version, row.question, language, f"{row.learner_id}:{row.week}")


def _lesson(exercise_id: int, language: str) -> LessonLink | None:
    places = LessonExercise.objects.filter(exercise=exercise_id, retired=False, lesson__retired=False)
    place = places.values_list("lesson", "lesson__course__slug", "lesson__slug").first()
    if place is None:
        return None
    lesson_id, course, lesson = place
    title, lang = lesson_titles([lesson_id], language)[lesson_id]
    return LessonLink(title, lang, learn_address("lesson", course, lesson))


def chosen_dilemmas(learner_ids: Collection[int], week: datetime.date) -> dict[int, Dilemma]:
    """Choose the question of a week for people who have none in it.

    Args:
        learner_ids: some hundred at most.
        week: its Monday.

    Returns:
        learner id → a row that is not stored; without those for whom nothing is due. A fixed number of statements.
    """
    studied = _studied(learner_ids)
    exercise_ids = {exercise_id for days in studied.values() for exercise_id in days}
    listed = assessment_selectors.single_questions(exercise_ids)
    states = assessment_selectors.exercise_states_of(learner_ids=learner_ids, exercise_ids=list(listed))
    asked = _asked(learner_ids)
    found: dict[int, Dilemma] = {}
    for learner_id, days in studied.items():
        mine = {pk: states[learner_id][pk] for pk in days if pk in listed}
        history = asked.get(learner_id, [])
        strengths = strengths_of([*_shares(mine, listed), *_answered(history)])
        chosen = choose(_questions(mine, listed, days), history, strengths, week)
        if chosen:
            version = listed[chosen.id.exercise_id].version
            found[learner_id] = Dilemma(
                learner_id=learner_id,
                week=week,
                exercise_id=chosen.id.exercise_id,
                version=version,
                question=chosen.id.question,
                competency=chosen.competency,
            )
    return found


def _studied(learner_ids: Collection[int]) -> dict[int, dict[int, datetime.date]]:
    """Find the exercises of lessons that people have done: learner id → exercise id → day.

    Those of case studies are left out: their questions mean nothing without the papers of the case.
    """
    done = LessonProgress.objects.filter(
        enrolment__learner__in=learner_ids,
        enrolment__withdrawn_at=None,
        lesson__retired=False,
        lesson__kind=LessonKind.LESSON,
        lesson__lesson_exercises__retired=False,
    )
    found: dict[int, dict[int, datetime.date]] = {}
    rows = done.values_list("enrolment__learner", "lesson__lesson_exercises__exercise", "done_at")
    for learner_id, exercise_id, done_at in rows:
        found.setdefault(learner_id, {})[exercise_id] = done_at.astimezone(datetime.UTC).date()
    return found


def _asked(learner_ids: Collection[int]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    for row in Dilemma.objects.filter(learner__in=learner_ids).order_by("week"):
        entry = Asked(QuestionId(row.exercise_id, row.question), row.competency, row.week, row.right)
        found.setdefault(row.learner_id, []).append(entry)
    return found


def _questions(
    mine: Mapping[int, ExerciseState], listed: Mapping[int, SingleQuestions], days: Mapping[int, datetime.date]
) -> list[Question]:
    """List the questions whose right answers the learner may see by now: to ask them again gives nothing away."""
    return [
        Question(QuestionId(pk, it.id), it.competency, listed[pk].kind == ExerciseKind.SJT, days[pk])
        for pk, state in mine.items()
        if state.key_is_due
        for it in listed[pk].questions
    ]


def _shares(mine: Mapping[int, ExerciseState], listed: Mapping[int, SingleQuestions]) -> list[tuple[str, Fraction]]:
    return [
        (competency, Fraction(state.counted_earned, state.counted_possible))
        for pk, state in mine.items()
        if state.counted_possible
        for competency in sorted({it.competency for it in listed[pk].questions})
    ]


def _answered(history: Collection[Asked]) -> list[tuple[str, Fraction]]:
    return [(entry.competency, Fraction(entry.right)) for entry in history if entry.right is not None]
