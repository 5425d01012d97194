import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.enums import RELEASED_STATES
from assessments.models import Attempt, Exercise
from assessments.rules import points, texts
from assessments.rules.policy import Policy
from assessments.rules.types import Definition, Owner

MOST = 50


@dataclass(frozen=True, slots=True)
class SampleCard:
    """An exercise that anybody may try.

    Attributes:
        lang: language of the texts where it is not the reader's, else "".
        minutes: estimated, never a limit.
        intro_html: trusted HTML, "" when there is no introduction.
    """

    slug: str
    kind: str
    title: str
    lang: str
    minutes: int
    intro_html: str


@dataclass(frozen=True, slots=True)
class TriedSample:
    """An attempt at a sample, or one begun at a time when the exercise was a sample.

    Attributes:
        slug: of the sample, "" when the exercise is on offer no more.
        as_guest: whether it was begun without an account.
        submitted_at: None while it is open; `percent`, 0 to 100, likewise.
    """

    key: UUID
    slug: str
    title: str
    lang: str
    as_guest: bool
    submitted_at: datetime.datetime | None
    percent: int | None


def samples(language: str) -> tuple[SampleCard, ...]:
    """List what anybody may try.

    Args:
        language: code of the reader's language.

    Returns:
        In the order of their authors. One statement.
    """
    return _cards(_offered().order_by("sample__position", "pk"), language)


def sample(*, slug: str, language: str) -> SampleCard | None:
    """Find one exercise that anybody may try.

    Args:
        slug: of the sample.
        language: code of the reader's language.

    Returns:
        None when nothing of that name is on offer. One statement.
    """
    return next(iter(_cards(_offered().filter(sample__slug=slug), language)), None)


def sample_slugs() -> dict[UUID, str]:
    """List what was said to be on offer, so that whoever wrote it can compare.

    Returns:
        In order, key of the exercise -> slug. One statement.
    """
    return dict(
        Exercise.objects.filter(sample__isnull=False).order_by("sample__position").values_list("key", "sample__slug")
    )


def tried_samples(*, owner: Owner, language: str) -> tuple[TriedSample, ...]:
    """List attempts at samples, and those that were begun as a guest whatever became of the exercise.

    Args:
        owner: whose.
        language: code of the reader's language.

    Returns:
        Newest first, at most 50, each with its current score. One statement.
    """
    rows = Attempt.objects.of(owner).filter(Q(as_guest=True) | Q(exercise__sample__isnull=False))
    related = rows.select_related("version", "exercise__sample", "score").order_by("-pk")
    return tuple(_tried(attempt, language) for attempt in related[:MOST])


def _offered() -> QuerySet[Exercise]:
    return Exercise.objects.filter(sample__isnull=False, retired=False, current_version__isnull=False)


def _cards(exercises: QuerySet[Exercise], language: str) -> tuple[SampleCard, ...]:
    rows = exercises.values_list("sample__slug", "kind", "policy", "current_version__definition")
    return tuple(_card(*row, language) for row in rows)


def _card(slug: str, kind: str, rules: Mapping[str, Any], definition: Definition, language: str) -> SampleCard:
    own = texts.Texts(definition, language)
    lang = texts.foreign_language(definition, language)
    return SampleCard(slug, kind, own("title"), lang, Policy.from_json(rules).minutes, own("intro_html"))


def _tried(attempt: Attempt, language: str) -> TriedSample:
    definition = attempt.version.definition
    sample = getattr(attempt.exercise, "sample", None)
    score = attempt.score if attempt.state in RELEASED_STATES else None
    return TriedSample(
        key=attempt.key,
        slug=sample.slug if sample else "",
        title=texts.text(definition, language, "title"),
        lang=texts.foreign_language(definition, language),
        as_guest=attempt.as_guest,
        submitted_at=attempt.submitted_at,
        percent=points.percent(score.earned, score.possible) if score else None,
    )
