from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExerciseKind(models.TextChoices):
    """Kinds of exercise, in plain words."""

    CHOICE = "choice", _("Questions")
    ORDER = "order", _("Put in order")
    BRANCH = "branch", _("Case with decisions")
    MATCH = "match", _("Match pairs")
    NUMERIC = "numeric", _("Numbers to work out")
    SJT = "sjt", _("Situations to judge")
    PLACEMENT = "placement", _("Protocol lab")
    INTRAY = "intray", _("In-tray")
    REDPEN = "redpen", _("Red pen")
    RUBRIC = "rubric", _("Written work")
    NEGOTIATION = "negotiation", _("Negotiation table")
    NETWORK = "network", _("Partners to choose")
    HOTSPOT = "hotspot", _("Places in a picture")


# Whose score comes from marks that people give.
MARKED_KINDS = frozenset({ExerciseKind.RUBRIC})


class AttemptState(models.TextChoices):
    OPEN = "open", _("in progress")
    SUBMITTED = "submitted", _("handed in, waiting for marks")
    SCORED = "scored", _("scored, held back until it is released")
    RELEASED = "released", _("released")
    APPEALED = "appealed", _("released, waiting for a second look")
    EXPIRED = "expired", _("time ran out, nothing answered")
    VOID = "void", _("taken out")


# What everybody concerned may see, and what counts.
RELEASED_STATES = frozenset({AttemptState.RELEASED, AttemptState.APPEALED})
SCORED_STATES = RELEASED_STATES | {AttemptState.SCORED}
HANDED_IN_STATES = SCORED_STATES | {AttemptState.SUBMITTED}
# Those that take a try away, from what the policy allows.
USED_STATES = HANDED_IN_STATES | {AttemptState.EXPIRED}


class EventKind(StrEnum):
    """What can happen to an attempt; `rules.life` knows when."""

    BEGUN = "begun"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    SCORED = "scored"
    RELEASED = "released"
    CORRECTED = "corrected"
    APPEALED = "appealed"
    ANSWERED = "answered"
    RESCORED = "rescored"
    RESCORING_UNDONE = "rescoring_undone"
    EXTENDED = "extended"
    PAUSED = "paused"
    READ = "read"
    CLAIMED = "claimed"
    VOID = "void"


class AppealOutcome(StrEnum):
    """How an appeal was answered."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    VOID = "void"


class RescoringState(models.TextChoices):
    PLANNED = "planned", _("planned")
    COMPUTING = "computing", _("being worked out")
    READY = "ready", _("ready to be published")
    PUBLISHING = "publishing", _("being published")
    PUBLISHED = "published", _("published")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    CANCELLED = "cancelled", _("cancelled")


RESCORING_UNDER_WAY = frozenset(RescoringState) - {"published", "undone", "cancelled"}


class ChunkState(models.TextChoices):
    """The step that a part of a rescoring has come to."""

    PLANNED = "planned"
    COMPUTED = "computed"
    PUBLISHED = "published"
    UNDONE = "undone"


class Outcome(models.TextChoices):
    """What a rescoring means for one attempt."""

    SAME = "same", _("same share of the points")
    RAISED = "raised", _("higher")
    LOWERED = "lowered", _("lower")
    KEPT = "kept", _("would be lower, kept as it is")
    REMARK = "remark", _("to be marked again")
    REFUSED = "refused", _("made on another task, kept as it is")


CHANGING_OUTCOMES = (Outcome.RAISED, Outcome.LOWERED)
# Those whose new score is to count.
MOVING_OUTCOMES = (Outcome.SAME, *CHANGING_OUTCOMES)
