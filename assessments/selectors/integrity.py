"""What must hold for every attempt, checked against what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from assessments.enums import SCORED_STATES, AttemptState
from assessments.models import Appeal, Attempt, ExerciseVersion, Score
from assessments.rules import canon, points, registry
from assessments.selectors import answers
from assessments.selectors.clock import late_seconds_at
from assessments.selectors.verifying import wrong_scores

CHUNK = 500


def broken_attempts() -> Iterator[str]:
    """Find attempts whose stored parts contradict each other.

    Yields:
        A sentence for each fault: a definition that is not what its hash says, an attempt without exactly one owner, or
        a guest's that is not marked, one at the version of another exercise, one that counts more answers than are kept
        or fewer, one whose lateness is not what its window and its submission say, a scored attempt that points at no
        score, one that points at another attempt's, an open or waiting one with a score, an appeal that waits beside an
        attempt that does not say so, a submission that is not the last answer kept, marks without a score, a score
        without the marks it rests on, marks by who wrote the work, a pass that the points do not give, a score that
        does not come out again when it is computed from its stored inputs.

    Reads attempts in chunks; memory does not grow with their number.
    """
    yield from _broken_versions()
    yield from _misowned_attempts()
    yield from _miscounted_attempts()
    yield from _misjudged_lateness()
    yield from _mispointed_attempts()
    unscored = Attempt.objects.exclude(state__in=SCORED_STATES | {AttemptState.VOID})
    for attempt in unscored.filter(Q(scores__isnull=False) | Q(marks__isnull=False)).distinct().iterator(CHUNK):
        yield f"attempt {attempt.key} is {attempt.state} and has a score"
    yield from _stray_waiting()
    yield from _stray_appeals()
    scored = Attempt.objects.filter(state__in=SCORED_STATES).select_related("version")
    for attempt in scored.prefetch_related("scores", "marks").iterator(CHUNK):
        if attempt.submitted_response != answers.current_response(attempt):
            yield f"attempt {attempt.key} was scored on something else than the last answers kept"
        yield from _faults_of_marks(attempt)
    yield from wrong_scores()


def scored_versions(learner_ids: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    """Find what learners have been scored on, taken out or not; what they did as guests counts nowhere.

    Args:
        learner_ids: some learners.

    Returns:
        Learner id -> pairs of an exercise's key and the hash of the version. One statement.
    """
    found = defaultdict(set)
    scores = Score.objects.filter(attempt__learner__in=list(learner_ids), attempt__as_guest=False)
    for learner_id, key, version in scores.values_list("attempt__learner", "attempt__exercise__key", "version"):
        found[learner_id].add((str(key), version))
    return found


def scored_points(
    learner_ids: Iterable[int], exercise_keys: Iterable[str]
) -> dict[int, dict[tuple[str, str], set[tuple[int, int, int]]]]:
    """Find what learners have ever scored at some exercises, taken out or not; what they did as guests counts nowhere.

    Args:
        learner_ids: some learners.
        exercise_keys: of the exercises.

    Returns:
        Learner id -> (key of the exercise, hash of the version) -> percent as it is shown, micro-points earned and
        possible. One statement.
    """
    found: dict[int, dict[tuple[str, str], set[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(set))
    scores = Score.objects.filter(
        attempt__learner__in=list(learner_ids), attempt__exercise__key__in=list(exercise_keys), attempt__as_guest=False
    )
    fields = ("attempt__learner", "attempt__exercise__key", "version", "earned", "possible")
    for learner_id, key, version, earned, possible in scores.values_list(*fields):
        found[learner_id][str(key), version].add((points.percent(earned, possible), earned, possible))
    return found


def _broken_versions() -> Iterator[str]:
    for version in ExerciseVersion.objects.iterator(CHUNK):
        if canon.digest(version.definition) != version.hash:
            yield f"version {version.hash} holds another definition than its hash says"


def _misowned_attempts() -> Iterator[str]:
    for attempt in Attempt.objects.filter(Q(learner=None, guest=None) | Q(learner__isnull=False, guest__isnull=False)):
        yield f"attempt {attempt.key} does not belong to exactly one learner or guest"
    for attempt in Attempt.objects.filter(guest__isnull=False, as_guest=False):
        yield f"attempt {attempt.key} belongs to a guest and is not marked"


def _miscounted_attempts() -> Iterator[str]:
    for attempt in Attempt.objects.exclude(version__exercise=F("exercise")).iterator(CHUNK):
        yield f"attempt {attempt.key} is at a version of another exercise"
    kept = Count("saves", filter=Q(saves__is_branch=False), distinct=True) + Count("moves", distinct=True)
    for attempt in Attempt.objects.annotate(kept=kept).exclude(kept=F("response_version")).iterator(CHUNK):
        yield f"attempt {attempt.key} counts {attempt.response_version} answers, {attempt.kept} are kept"


def _misjudged_lateness() -> Iterator[str]:
    """Work out again how late attempts were; one that was handed in by the clock is as late as its last answer."""
    closed = Attempt.objects.handed_in().filter(~Q(window_closes_at=None) | Q(late_seconds__gt=0))
    for attempt in closed.select_related("version").iterator(CHUNK):
        answered = answers.answered_at(attempt) if attempt.was_closed_by_clock else None
        at = answered or attempt.submitted_at
        if at is not None and attempt.late_seconds != late_seconds_at(attempt, at):
            yield f"attempt {attempt.key} says {attempt.late_seconds} seconds late, its window says otherwise"


def _mispointed_attempts() -> Iterator[str]:
    pointless = Attempt.objects.filter(state__in=SCORED_STATES, score=None)
    for key, state in pointless.values_list("key", "state").iterator(CHUNK):
        yield f"attempt {key} is {state} and points at no score"
    for key in Attempt.objects.exclude(score__attempt=F("pk")).exclude(score=None).values_list("key", flat=True):
        yield f"attempt {key} points at a score of another attempt"


def _stray_waiting() -> Iterator[str]:
    for attempt in Attempt.objects.waiting().select_related("version").iterator(CHUNK):
        if not registry.needs_marking(attempt.version.definition):
            yield f"attempt {attempt.key} waits for marks that nobody gives"
        if attempt.submitted_response != answers.current_response(attempt):
            yield f"attempt {attempt.key} waits with something else than the last answers kept"


def _stray_appeals() -> Iterator[str]:
    waiting = Exists(Appeal.objects.filter(attempt=OuterRef("pk"), outcome=""))
    for attempt in Attempt.objects.exclude(state=AttemptState.APPEALED).filter(waiting).iterator(CHUNK):
        yield f"attempt {attempt.key} is {attempt.state}, and an appeal against it waits"
    for attempt in Attempt.objects.filter(~waiting, state=AttemptState.APPEALED).iterator(CHUNK):
        yield f"attempt {attempt.key} is appealed, and no appeal waits"


def _faults_of_marks(attempt: Attempt) -> Iterator[str]:
    """Compare releases with scores: each release has its score, and they are numbered without a gap."""
    released = sorted(mark.number for mark in attempt.marks.all())
    rested = sorted({score.marks_number for score in attempt.scores.all()} - {0})
    if released != rested or released != list(range(1, len(released) + 1)):
        yield f"attempt {attempt.key} has marks of release {released}, its scores rest on {rested}"
    for mark in attempt.marks.all():
        if mark.marker_id == attempt.learner_id:
            yield f"attempt {attempt.key} was marked by who wrote it"
