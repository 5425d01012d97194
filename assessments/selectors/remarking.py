"""Written work whose marks were given by an earlier rubric. A published rescoring asks people to mark it again."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessments.enums import Outcome, RescoringState
from assessments.models import Attempt, ExerciseVersion, Rescoring, RescoringItem


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a piece of work is marked by.

    Attributes:
        version: the definition with the rubric.
        reason: why it is to be marked again; "" where it is not.
        since: when that was asked for; None where it is not.
    """

    version: ExerciseVersion
    reason: str = ""
    since: datetime.datetime | None = None

    @property
    def is_new(self) -> bool:
        """Whether the marks that are there were given by another one."""
        return self.since is not None


def asked_again() -> QuerySet[RescoringItem]:
    """Select what asks to mark the attempts of an outer query again.

    Returns:
        At most one row an attempt: of the newest rescoring of its exercise that is published, as long as the score that
        it would not work out anew still counts.
    """
    published = Rescoring.objects.filter(state=RescoringState.PUBLISHED)
    later = published.filter(exercise=OuterRef("rescoring__exercise"), pk__gt=OuterRef("rescoring"))
    items = RescoringItem.objects.filter(~Exists(later), rescoring__in=published, outcome=Outcome.REMARK)
    return items.filter(attempt=OuterRef("pk"), before=OuterRef("score"))


def rubric_of(attempt: Attempt) -> Rubric:
    """Find what a piece of work is marked by from now on.

    Args:
        attempt: with its version, and the version of the score that counts.

    Returns:
        The rubric that a published rescoring asks to mark it by again, else that of the score that counts, else its
        own. One statement for work that has a score.
    """
    if attempt.score is None:
        return Rubric(attempt.version)
    asked = Attempt.objects.filter(pk=attempt.pk).values(item=asked_again().values("pk"))
    item = RescoringItem.objects.select_related("rescoring__target").filter(pk__in=asked).first()
    if item is None:
        return Rubric(attempt.score.version)
    return Rubric(item.rescoring.target, item.rescoring.reason, item.rescoring.published_at)
