"""Which question somebody is asked this week, of those they have studied: spaced, and the weakest competency first."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

WEEK = datetime.timedelta(weeks=1)
# Weeks from having studied a question to the first time it is asked.
AFTER_STUDY = 1
# Weeks to the next time, by the number of right answers one after the other; the last one stays.
GAPS = (2, 4, 8, 16, 32)
# What is taken for a competency of which nothing is known.
UNKNOWN = Fraction(1, 2)
# Days of the week (Monday is 0) and hours in which mail is sent, by the clock of who gets it.
MAIL_DAYS = frozenset({1, 2, 3})
MAIL_HOURS = range(9, 17)


@dataclass(frozen=True, slots=True, order=True)
class QuestionId:
    """A question of an exercise."""

    exercise_id: int
    question: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody has studied.

    `competency` is a key, "" for none; `judges` says whether it is a situation to judge; `studied` is the day on which
    its lesson was done.
    """

    id: QuestionId
    competency: str
    judges: bool
    studied: datetime.date


@dataclass(frozen=True, slots=True)
class Asked:
    """A time a question was asked: in which week (its Monday), and whether the answer was right; None for none."""

    id: QuestionId
    competency: str
    week: datetime.date
    right: bool | None


def week_of(day: datetime.date) -> datetime.date:
    """Name a week by its Monday, so that the turn of a year is a week like any other.

    Args:
        day: any day of it.

    Returns:
        A Monday.
    """
    return day - datetime.timedelta(days=day.weekday())


def may_mail(local: datetime.datetime) -> bool:
    """Say whether mail goes out now: Tuesday to Thursday, 9 to 17 o'clock.

    Args:
        local: the time where the reader is.

    Returns:
        Whether it does. At any moment this is one and the same week wherever it is so, by the clock of Greenwich too.
    """
    return local.weekday() in MAIL_DAYS and local.hour in MAIL_HOURS


def choose(
    questions: Sequence[Question], asked: Sequence[Asked], strengths: Mapping[str, Fraction], week: datetime.date
) -> Question | None:
    """Choose the question of a week.

    Args:
        questions: those that may be asked, each id once, in any order.
        asked: what the person was asked before, in any order.
        strengths: competency → share of its points that the person has, 0 to 1.
        week: a Monday.

    Returns:
        Of the questions that are due: one of another competency than the last time if there is one, then of the weakest
        competency, situations to judge before questions with one right answer, then what was asked less often, then
        what was studied longest ago. None when none is due. The same arguments give the same question.

    Source:
        users-and-pains.md section 7: one a week, fixed expanding gaps; a wrong answer begins the gaps anew.
    """
    history = sorted(asked, key=lambda entry: entry.week)
    last = history[-1].competency if history else None
    times = {question.id: [entry for entry in history if entry.id == question.id] for question in questions}
    due = [question for question in questions if due_from(question, times[question.id]) <= week]

    def order(question: Question) -> tuple[object, ...]:
        strength = strengths.get(question.competency, UNKNOWN)
        count = len(times[question.id])
        return question.competency == last, strength, not question.judges, count, question.studied, question.id

    return min(due, key=order, default=None)


def due_from(question: Question, times: Sequence[Asked]) -> datetime.date:
    """Say from which week on a question may be asked.

    Args:
        question: which.
        times: when it was asked before, oldest first.

    Returns:
        A Monday: that of the week after it was studied, or after the gap that follows from the right answers since the
        last wrong one. A time without an answer leaves the gap as it was.
    """
    if not times:
        return week_of(question.studied) + AFTER_STUDY * WEEK
    step = 0
    for entry in times:
        step = step if entry.right is None else step + 1 if entry.right else 0
    return times[-1].week + GAPS[min(step, len(GAPS) - 1)] * WEEK


def strengths_of(shares: Sequence[tuple[str, Fraction]]) -> dict[str, Fraction]:
    """Average what is known of each competency.

    Args:
        shares: competency, and a share of the points of something that is evidence of it, 0 to 1.

    Returns:
        Competency → the mean.
    """
    known: dict[str, list[Fraction]] = {}
    for competency, share in shares:
        known.setdefault(competency, []).append(share)
    return {competency: sum(values, Fraction(0)) / len(values) for competency, values in known.items()}
