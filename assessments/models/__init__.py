from assessments.models.accommodations import Accommodation, Pause
from assessments.models.appeals import Appeal
from assessments.models.attempts import (
    Attempt,
    Competency,
    Completion,
    Exercise,
    ExerciseVersion,
    Move,
    ResponseSave,
    Sample,
    Score,
    SelfAssessment,
    TryGrant,
)
from assessments.models.events import AttemptEvent, AuditAnchor
from assessments.models.evidence import CompetencyEvidence
from assessments.models.marking import Mark, Marking, MarkSave
from assessments.models.rescoring import Rescoring, RescoringChunk, RescoringItem

__all__ = [
    "Accommodation",
    "Appeal",
    "Attempt",
    "AttemptEvent",
    "AuditAnchor",
    "Competency",
    "CompetencyEvidence",
    "Completion",
    "Exercise",
    "ExerciseVersion",
    "Mark",
    "MarkSave",
    "Marking",
    "Move",
    "Pause",
    "Rescoring",
    "RescoringChunk",
    "RescoringItem",
    "ResponseSave",
    "Sample",
    "Score",
    "SelfAssessment",
    "TryGrant",
]
