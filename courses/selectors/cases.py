"""What a learner sees of a case study beyond its introduction. What is not open yet is not in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from courses.enums import DocumentKind
from courses.rules.acts import current_act, is_open
from courses.rules.types import CaseAct, CaseDocument, CaseText
from courses.selectors.cards import ExerciseCard
from courses.selectors.outline import StoredExercise, StoredLesson
from courses.selectors.standing import States


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document that is open. `anchor` names it on the page of documents and is unique there."""

    anchor: str
    kind: str
    label: str
    title: str
    date: str
    html: str


@dataclass(frozen=True, slots=True)
class ActView:
    """An act. Of one that is closed only the title is known.

    Attributes:
        number: from 1.
        submitted: how many of its exercises were submitted.
    """

    number: int
    title: str
    is_open: bool
    is_done: bool
    html: str
    documents: tuple[DocumentView, ...]
    exercises: tuple[ExerciseCard, ...]
    submitted: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case study as one learner sees it now.

    Attributes:
        documents: all that are open, in order.
        has_debrief: one was written; `debrief_html` is empty until everything is submitted.
    """

    acts: tuple[ActView, ...]
    documents: tuple[DocumentView, ...]
    has_debrief: bool
    debrief_title: str
    debrief_html: str
    is_done: bool

    @property
    def place(self) -> str:
        """The anchor of where the learner is: an act, or the debrief; empty where there is neither."""
        if self.is_done:
            return "debrief" if self.has_debrief else ""
        return next((f"act-{act.number}" for act in self.acts if act.is_open and not act.is_done), "")


def read_case(stored: Mapping[str, Any]) -> CaseText:
    """Read what is stored of a case.

    Args:
        stored: LessonText.case; an empty one is that of a lesson.

    Returns:
        The text; nothing is queried.
    """
    acts = (CaseAct(act["title"], act["html"], _documents(act["documents"])) for act in stored.get("acts", ()))
    return CaseText(
        documents=_documents(stored.get("documents", ())),
        acts=tuple(acts),
        debrief_title=stored.get("debrief_title", ""),
        debrief_html=stored.get("debrief_html", ""),
    )


def _documents(stored: Iterable[Mapping[str, str]]) -> tuple[CaseDocument, ...]:
    return tuple(CaseDocument(**item) for item in stored)


def act_of(lesson: StoredLesson, states: States) -> int | None:
    """Find the act that a learner is in.

    Args:
        lesson: from the stored outline.
        states: exercise id -> state, of at least the lesson's exercises.

    Returns:
        As courses.rules.acts.current_act. An exercise that cannot be started holds nobody up.
    """
    return current_act((exercise.act, _is_behind(exercise, states)) for exercise in lesson.exercises)


def closed_exercises(lesson: StoredLesson | None, states: States) -> set[int]:
    """Find the exercises of acts that a learner has not reached.

    Args:
        lesson: from the stored outline; None for the place of a final assessment.
        states: as for act_of.

    Returns:
        Row ids of exercises; none in a lesson without acts.
    """
    exercises = lesson.exercises if lesson else ()
    current = act_of(lesson, states) if lesson else None
    return {exercise.id for exercise in exercises if not is_open(exercise.act, current)}


def _is_behind(exercise: StoredExercise, states: States) -> bool:
    state = states.get(exercise.id)
    return state is None or state.tries_used > 0 or not state.is_ready or state.times.is_over


def case_view(text: CaseText, lesson: StoredLesson, cards: Sequence[ExerciseCard], states: States) -> CaseView | None:
    """Lay out a case for one learner.

    Args:
        text: the case in the reader's language.
        lesson: from the stored outline.
        cards: of the lesson's exercises.
        states: as for act_of.

    Returns:
        None for a lesson, or a case that is an introduction and exercises only. Nothing is queried.
    """
    if text == CaseText():
        return None
    current = act_of(lesson, states)
    numbers = count(1)
    first = tuple(_numbered(text.documents, numbers))
    acts = tuple(
        _act(act, tuple(_numbered(act.documents, numbers)), number, current, _cards_of(number, lesson, cards))
        for number, act in enumerate(text.acts, start=1)
    )
    return CaseView(
        acts=acts,
        documents=first + tuple(document for act in acts for document in act.documents),
        has_debrief=bool(text.debrief_html),
        debrief_title=text.debrief_title,
        debrief_html=text.debrief_html if current is None else "",
        is_done=current is None,
    )


def _numbered(documents: Iterable[CaseDocument], numbers: Iterator[int]) -> Iterator[DocumentView]:
    for document, number in zip(documents, numbers, strict=False):
        label = str(DocumentKind(document.kind).label)
        yield DocumentView(f"document-{number}", document.kind, label, document.title, document.date, document.html)


def _cards_of(number: int, lesson: StoredLesson, cards: Sequence[ExerciseCard]) -> tuple[ExerciseCard, ...]:
    ids = {exercise.id for exercise in lesson.exercises if exercise.act == number}
    return tuple(card for card in cards if card.exercise_id in ids)


def _act(
    act: CaseAct,
    documents: tuple[DocumentView, ...],
    number: int,
    current: int | None,
    cards: tuple[ExerciseCard, ...],
) -> ActView:
    opened = is_open(number, current)
    return ActView(
        number=number,
        title=act.title,
        is_open=opened,
        is_done=current is None or number < current,
        html=act.html if opened else "",
        documents=documents if opened else (),
        exercises=cards if opened else (),
        submitted=sum(card.tries_used > 0 for card in cards),
    )
