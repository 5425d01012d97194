"""What must hold for every attempt, checked against what is stored."""

from collections.abc import Iterator

from django.db.models import Q

from assessments.enums import AttemptState
from assessments.models import Attempt, Score
from assessments.rules import verify
from assessments.rules.policy import Policy
from assessments.rules.types import ScoredResponse
from assessments.selectors import answers

CHUNK = 500


def broken_attempts() -> Iterator[str]:
    """Find attempts whose stored parts contradict each other.

    Yields:
        A sentence for each fault: an attempt without exactly one owner, or a guest's that is not marked; a scored
        attempt without its score, an open one with a score, a submission that is not the last answer kept, a score
        that does not come out again when it is computed from its stored inputs.

    Reads attempts in chunks; memory does not grow with their number.
    """
    for attempt in Attempt.objects.filter(Q(learner=None, guest=None) | Q(learner__isnull=False, guest__isnull=False)):
        yield f"attempt {attempt.key} does not belong to exactly one learner or guest"
    for attempt in Attempt.objects.filter(guest__isnull=False, as_guest=False):
        yield f"attempt {attempt.key} belongs to a guest and is not marked"
    for attempt in Attempt.objects.open().filter(scores__isnull=False).iterator(CHUNK):
        yield f"attempt {attempt.key} is open and has a score"
    scored = Attempt.objects.filter(state=AttemptState.SCORED).select_related("version")
    for attempt in scored.prefetch_related("scores").iterator(CHUNK):
        scores = attempt.scores.all()
        if not scores:
            yield f"attempt {attempt.key} is scored and has no score"
        if attempt.submitted_response != answers.current_response(attempt):
            yield f"attempt {attempt.key} was scored on something else than the last answers kept"
        for score in scores:
            yield from _faults_of_score(attempt, score)


def _faults_of_score(attempt: Attempt, score: Score) -> Iterator[str]:
    stored = ScoredResponse.from_json(score.result)
    if (stored.earned, stored.possible) != (score.earned, score.possible):
        yield f"score {score.pk}: its columns say something else than its result"
    yield from (f"score {score.pk}: {fault}" for fault in verify.check(stored))
    policy = Policy.from_json(attempt.policy)
    again = verify.replay(attempt.version.definition, attempt.variant, attempt.submitted_response, policy)
    if again.to_json() != score.result:
        yield f"score {score.pk} of attempt {attempt.key} does not come out again from its stored inputs"
