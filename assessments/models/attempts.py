import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.enums import HANDED_IN_STATES, RELEASED_STATES, AttemptState
from assessments.rules import windows
from assessments.rules.types import Owner

GRACE = datetime.timedelta(seconds=windows.GRACE)


class Competency(models.Model):
    """What a score is evidence of; the one competency table."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title


class Exercise(models.Model):
    """Anything that is scored. Its key is the translation key of its page; it is retired, never deleted."""

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    retired = models.BooleanField(default=False)
    current_version = models.ForeignKey(
        "ExerciseVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of an exercise of one question (rules.single): the exercise it comes from. It stands in no course.
    single_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The rules of taking it (tries, pass mark, estimate); frozen into each attempt when it starts.
    policy = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.title


class Sample(models.Model):
    """An exercise that anybody may try without an account. It belongs to no course."""

    exercise = models.OneToOneField(Exercise, on_delete=models.PROTECT, related_name="sample")
    slug = models.SlugField(max_length=255, unique=True)
    position = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.slug


class ExerciseVersion(models.Model):
    """An immutable definition, found by the hash of its canonical bytes."""

    hash = models.CharField(max_length=64, primary_key=True)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="versions")
    definition = models.JSONField()
    structure_hash = models.CharField(max_length=64)
    scorer = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)


class Completion(models.Model):
    """What was worked out in the background for a definition, named by the digest of its structure; kept for good."""

    digest = models.CharField(max_length=64, primary_key=True)
    definition = models.JSONField()
    percent = models.PositiveSmallIntegerField(default=0)
    # The parts that the definition lacked; none while they are searched.
    found = models.JSONField(null=True)
    given_up = models.BooleanField(default=False)
    # Searches that were begun; one that a time limit or a dying worker ended has left no other trace.
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.digest


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> Self:
        return self.filter(state=AttemptState.OPEN)

    def in_time(self, now: datetime.datetime) -> Self:
        """Those under way whose time is not over; the grace counts as time."""
        return self.open().filter(Q(closes_at=None) | Q(closes_at__gte=now - GRACE))

    def overdue(self, now: datetime.datetime) -> Self:
        """Those under way whose time is over, and the grace too."""
        return self.open().filter(closes_at__lt=now - GRACE)

    def released(self) -> Self:
        """Those whose result everybody concerned may see, and that count."""
        return self.filter(state__in=RELEASED_STATES)

    def waiting(self) -> Self:
        return self.filter(state=AttemptState.SUBMITTED)

    def handed_in(self) -> Self:
        return self.filter(state__in=HANDED_IN_STATES)

    def of(self, owner: Owner) -> Self:
        return self.filter(learner_id=owner.learner_id, guest=owner.guest)

    def begun_by(self, owner: Owner) -> Self:
        """Those that the owner began as who they are now: a learner's own count, what they tried as a guest never."""
        return self.of(owner).filter(as_guest=owner.is_guest)


class Attempt(models.Model):
    """One try at one version, by a learner or by a guest; it finishes on the version it started with."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(ExerciseVersion, on_delete=models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="attempts"
    )
    guest = models.UUIDField(null=True, blank=True, db_index=True)
    # Stays true when a learner claims it: what was begun without an account counts towards nothing.
    as_guest = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    variant = models.JSONField(default=dict)
    policy = models.JSONField()
    policy_hash = models.CharField(max_length=64)
    # The number of the latest save on the main line; a save names the one it was based on.
    response_version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    # When the window closes for this person, and when time is over: after late days, or by the limit. Only ever later.
    window_closes_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    # How long after the window it was handed in.
    late_seconds = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_response = models.JSONField(null=True, blank=True)
    # The score that counts; none before the first. Its row belongs to this attempt.
    score = models.ForeignKey(
        "Score", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, guest__isnull=True) | Q(learner__isnull=True, guest__isnull=False),
                name="attempt_one_owner",
            ),
            models.CheckConstraint(condition=Q(guest__isnull=True) | Q(as_guest=True), name="attempt_guest_marked"),
            models.UniqueConstraint(
                fields=["learner", "exercise"], condition=Q(state="open", as_guest=False), name="attempt_one_open"
            ),
            models.UniqueConstraint(
                fields=["guest", "exercise"], condition=Q(state="open"), name="attempt_one_open_of_guest"
            ),
            models.UniqueConstraint(fields=["learner", "exercise", "as_guest", "number"], name="attempt_number_unique"),
            models.UniqueConstraint(fields=["guest", "exercise", "number"], name="attempt_number_unique_of_guest"),
        ]
        indexes = [
            models.Index(fields=["submitted_at"], condition=Q(state="submitted"), name="attempt_waiting_for_marks"),
            models.Index(fields=["closes_at"], condition=Q(state="open"), name="attempt_to_be_closed"),
            models.Index(fields=["exercise"], condition=Q(state="scored"), name="attempt_held_back"),
        ]

    def is_overdue(self, now: datetime.datetime) -> bool:
        """Say whether time is over, and the grace too."""
        return self.closes_at is not None and self.closes_at < now - GRACE

    @property
    def was_closed_by_clock(self) -> bool:
        """Whether its time was over, so that what was saved was handed in, or nothing was."""
        return self.closes_at is not None and self.submitted_at == self.closes_at

    @property
    def owner(self) -> Owner:
        return Owner(learner_id=self.learner_id, guest=self.guest)


class TryGrant(models.Model):
    """One more try for one learner, on top of those that the policy allows. Append-only."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="try_grants")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="try_grants")
    # Nobody where a rule did: a certificate is being renewed, or a result just under the mark gets a second look.
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Drawn with the form, or from what the rule went by: the same grants once.
    form_token = models.UUIDField(unique=True)
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["learner", "exercise"], name="try_grant_of_learner")]


class ResponseSave(models.Model):
    """One save of a whole response. Append-only; a save made on a stale base is kept as a branch."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="saves")
    client_seq = models.CharField(max_length=40)
    base_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField(null=True, blank=True)
    is_branch = models.BooleanField(default=False)
    response = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "client_seq"], name="response_save_once"),
            models.UniqueConstraint(
                fields=["attempt", "version"], condition=Q(is_branch=False), name="response_save_one_line"
            ),
        ]


class Move(models.Model):
    """One move of an attempt whose answer grows move by move; the first at a step wins."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="moves")
    step = models.PositiveIntegerField()
    # As the rules of the kind read it: the option of a decision, an offer of a negotiation.
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "step"], name="move_first_wins")]


class Score(models.Model):
    """One scoring of one attempt. Appended, never overwritten; the attempt points at the one that counts."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="scores")
    version = models.ForeignKey(ExerciseVersion, on_delete=models.PROTECT, related_name="+")
    scorer = models.CharField(max_length=40)
    policy_hash = models.CharField(max_length=64)
    # Of a score that rests on marks: their digest, and the number of their release; else empty and 0.
    marks_hash = models.CharField(max_length=64, blank=True)
    marks_number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=16)
    earned = models.BigIntegerField(help_text="micro-points")
    possible = models.BigIntegerField(help_text="micro-points")
    passed = models.BooleanField()
    result = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "version", "scorer", "policy_hash", "marks_hash", "marks_number"],
                name="score_once_per_inputs",
            ),
            models.CheckConstraint(
                condition=Q(earned__gte=0, earned__lte=models.F("possible")), name="score_within_bounds"
            ),
        ]


class SelfAssessment(models.Model):
    """The levels that a learner gave their own text, after handing it in. It counts for nothing."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="self_assessment")
    levels = models.JSONField(help_text="criterion → level")
    saved_at = models.DateTimeField(default=timezone.now)
