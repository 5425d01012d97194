"""Questions that are asked alone, weeks after the exercise that they come from."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.enums import ExerciseKind
from assessments.models import Attempt, Exercise, ExerciseVersion
from assessments.rules import registry, single
from assessments.rules.single import Single
from assessments.rules.types import ChoicePresentation, Definition, Form, SjtPresentation

# Answers that are looked at for what others chose.
MOST_ANSWERS = 1000


@dataclass(frozen=True, slots=True)
class SingleQuestions:
    """The questions of one exercise that can be asked alone, in the version (a hash) that is published."""

    exercise_id: int
    kind: str
    version: str
    questions: tuple[Single, ...]


@dataclass(frozen=True, slots=True)
class SingleWanted:
    """A question to be shown: hash of its version, its id, the reader's language, what options are mixed by."""

    version: str
    question: str
    language: str
    seed: str


@dataclass(frozen=True, slots=True)
class SinglePage:
    """One question as its reader may see it; `lang` is that of its texts where it is not the reader's."""

    presentation: ChoicePresentation | SjtPresentation
    lang: str


@dataclass(frozen=True, slots=True)
class OptionShare:
    """An option: how many percent of others put it first, and whether the reader did."""

    text: str
    percent: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class OthersChoice:
    """What others put first: `number` of people, and the options in the order of the definition.

    `has_equals` says whether somebody put several first, so that percents add up to more than 100.
    """

    number: int
    shares: tuple[OptionShare, ...]
    has_equals: bool


def single_questions(exercise_ids: Collection[int]) -> dict[int, SingleQuestions]:
    """List the questions of exercises that can be asked alone.

    Args:
        exercise_ids: row ids, any number; of those that are not published, or withdrawn, nothing is listed.

    Returns:
        row id → questions, without exercises that have none. One statement.
    """
    kinds = (ExerciseKind.CHOICE, ExerciseKind.SJT)
    rows = Exercise.objects.filter(pk__in=exercise_ids, kind__in=kinds, retired=False).exclude(current_version=None)
    read = rows.values_list("pk", "kind", "current_version_id", "current_version__definition")
    found = (SingleQuestions(pk, kind, str(version), single.singles(it)) for pk, kind, version, it in read)
    return {listed.exercise_id: listed for listed in found if listed.questions}


def single_pages(wanted: Collection[SingleWanted]) -> dict[SingleWanted, SinglePage]:
    """Show questions before they are answered.

    Args:
        wanted: any number, also several times.

    Returns:
        What was wanted → the part of the page. One statement.
    """
    versions = ExerciseVersion.objects.filter(hash__in={it.version for it in wanted})
    definitions = dict(versions.values_list("hash", "definition"))
    return {it: _page(single.single(definitions[it.version], it.question), it, None) for it in set(wanted)}


def single_page(wanted: SingleWanted, form: Form | None = None) -> SinglePage:
    """Show one question before it is answered.

    Args:
        wanted: which, and for whom.
        form: what was sent and could not be taken, to be shown again; None for nothing.

    Returns:
        The part of the page. One statement.
    """
    return _page(single.single(_definition(wanted.version), wanted.question), wanted, form)


def _page(alone: Definition, wanted: SingleWanted, form: Form | None) -> SinglePage:
    response = None if form is None else single.read_form(alone, form)
    shown = single.shown(alone, wanted.language, response, wanted.seed)
    return SinglePage(shown, registry.foreign_language(alone, wanted.language))


def others_choice(wanted: SingleWanted, *, attempt_key: UUID, least: int) -> OthersChoice | None:
    """Count what others put first when they were asked the same.

    Args:
        wanted: which question, and for whom.
        attempt_key: of the reader's own answer; what its learner answered is not counted.
        least: how many people must have answered; figures change after as many more, so that nobody who looks again
            learns what one of them answered.

    Returns:
        None where fewer people have. The first answer of each counts, of the first thousand people. Three statements.
    """
    definition = _definition(wanted.version)
    alone = single.single(definition, wanted.question)
    own = Attempt.objects.get(key=attempt_key)
    answered = Attempt.objects.released().filter(exercise__key=single.single_key(definition, wanted.question))
    theirs = answered.filter(number=1, as_guest=False).exclude(learner_id=own.learner_id).order_by("pk")
    responses = [it for it in theirs.values_list("submitted_response", flat=True)[:MOST_ANSWERS] if it]
    number = len(responses) - len(responses) % least
    if not number:
        return None
    counts = Counter(option for response in responses[:number] for option in single.firsts(alone, response))
    chosen = single.firsts(alone, own.submitted_response)
    options = single.shown(alone, wanted.language).items[0].options
    shares = (OptionShare(it.text, 100 * counts[it.id] // number, is_own=it.id in chosen) for it in options)
    return OthersChoice(number, tuple(shares), has_equals=counts.total() > number)


def _definition(version: str) -> dict[str, Any]:
    definition: dict[str, Any] = ExerciseVersion.objects.values_list("definition", flat=True).get(hash=version)
    return definition
