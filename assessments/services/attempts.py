"""Starting an attempt, in a course or as a sample."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from assessments.enums import USED_STATES, AttemptState, EventKind
from assessments.errors import ExerciseNotReadyError, NotNowError, NoTriesLeftError, WaitingForMarksError
from assessments.models import Attempt, Exercise, TryGrant
from assessments.rules import policy, registry
from assessments.rules.policy import Policy
from assessments.rules.types import Owner
from assessments.selectors.given import given_in
from assessments.selectors.holding import UNTIL_RELEASED
from assessments.selectors.times import NOTHING_GIVEN, Times, in_words, times_of
from assessments.services.deadlines import deadlines_of
from assessments.services.events import record


def start_attempt(*, exercise_id: int, learner_id: int, held: bool = False) -> Attempt:
    """Begin an attempt on the version that is published now, or go on with the one that is open.

    Args:
        exercise_id: row id.
        learner_id: who attempts it.
        held: whether its result is held back until `release_result`.

    Returns:
        The open attempt. Version, policy and variant are frozen into it.

    Raises:
        ExerciseNotReadyError: the exercise is not published or was withdrawn.
        NoTriesLeftError: the policy allows no further try.
        NotNowError: it opens later, is closed, or the wait after the last try is not over.
        WaitingForMarksError: an earlier try waits for its marks.

    Safe to call twice and at once: a learner has one open attempt per exercise, and a start that comes second gets it.
    """
    return _go_on_or_begin(Exercise.objects.filter(pk=exercise_id), Owner(learner_id=learner_id), held=held)


def start_sample(*, slug: str, owner: Owner) -> Attempt:
    """Begin an attempt at one of the exercises on offer to everybody, or go on with the one that is open.

    Args:
        slug: of the sample.
        owner: a guest, or a learner; only a guest's attempt is marked as a guest's, for ever.

    Returns:
        The open attempt. Version, policy and variant are frozen into it.

    Raises:
        ExerciseNotReadyError: nothing of that name is on offer.

    Safe to call twice and at once, as `start_attempt` is.
    """
    return _go_on_or_begin(Exercise.objects.filter(sample__slug=slug), owner)


def _go_on_or_begin(chosen: QuerySet[Exercise], owner: Owner, *, held: bool = False) -> Attempt:
    exercise = chosen.select_related("current_version").first()
    if exercise is None:
        raise _not_ready()
    return _open_attempt(exercise.pk, owner) or insert_or_join(_prepared(exercise, owner, held=held))


def insert_or_join(attempt: Attempt) -> Attempt:
    """Store a new attempt unless another request began one in the meantime.

    Args:
        attempt: not stored yet.

    Returns:
        The attempt as stored, or the one that was first.

    Raises:
        IntegrityError: it cannot be stored for another reason.
    """
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
            record(attempt.pk, EventKind.BEGUN, by_id=attempt.learner_id, details={"version": attempt.version_id})
    except IntegrityError:
        going = _open_attempt(attempt.exercise_id, attempt.owner)
        if going is None:
            raise
        return going
    return attempt


def _open_attempt(exercise_id: int, owner: Owner) -> Attempt | None:
    return Attempt.objects.open().begun_by(owner).filter(exercise_id=exercise_id).first()


def _not_ready() -> ExerciseNotReadyError:
    return ExerciseNotReadyError(_("This exercise is not open at the moment."))


def _prepared(exercise: Exercise, owner: Owner, *, held: bool) -> Attempt:
    version = exercise.current_version
    if version is None or exercise.retired:
        raise _not_ready()
    rules = Policy.from_json(exercise.policy | ({"results": UNTIL_RELEASED} if held else {}))
    counts = (
        Attempt.objects.begun_by(owner)
        .filter(exercise=exercise)
        .aggregate(
            used=Count("pk", filter=Q(state__in=USED_STATES)),
            waiting=Count("pk", filter=Q(state=AttemptState.SUBMITTED)),
            last=Max("number"),
            last_handed_in=Max("submitted_at", filter=Q(state__in=USED_STATES)),
        )
    )
    if counts["waiting"]:
        raise WaitingForMarksError(_("Your last try waits for its marks. You can try again when they are there."))
    granted = TryGrant.objects.filter(exercise=exercise, learner_id=owner.learner_id).count()
    if policy.tries_left(rules, counts["used"], granted) == 0:
        raise NoTriesLeftError(_("You have used every try this exercise allows."))
    given = given_in(exercise.pk, owner.learner_id) if rules.is_timed else NOTHING_GIVEN
    _require_open(times_of(rules, given, now=timezone.now(), last_handed_in=counts["last_handed_in"]))
    key = uuid.uuid4()
    attempt = Attempt(
        key=key,
        exercise=exercise,
        version=version,
        learner_id=owner.learner_id,
        guest=owner.guest,
        as_guest=owner.is_guest,
        number=(counts["last"] or 0) + 1,
        variant=registry.draw_variant(version.definition, _seed(key, version.hash)),
        policy=rules.to_json(),
        policy_hash=rules.digest(),
    )
    deadlines = deadlines_of(attempt, rules, given)
    attempt.window_closes_at, attempt.closes_at = deadlines.window, deadlines.close
    return attempt


def _require_open(times: Times) -> None:
    if times.opens_at and times.is_ahead:
        raise NotNowError(_("This exercise opens on %(when)s.") % {"when": in_words(times.opens_at)})
    end = times.late_until or times.closes_at
    if end and times.is_over:
        raise NotNowError(_("This exercise closed on %(when)s.") % {"when": in_words(end)})
    if times.wait_until:
        raise NotNowError(_("You can try again from %(when)s on.") % {"when": in_words(times.wait_until)})


def _seed(key: uuid.UUID, version_hash: str) -> bytes:
    """Derive what a variant is drawn from; without the server's secret nobody can foresee it (scoring.md 5)."""
    return salted_hmac("assessments.variant", f"{key}:{version_hash}", algorithm="sha256").digest()
