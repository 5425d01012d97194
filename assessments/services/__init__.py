"""Everything that writes exercises and attempts. The names below are the door of the app."""

from assessments.services.attempts import start_attempt
from assessments.services.exercises import (
    Rehearsal,
    definition_problems,
    publish_definition,
    register_exercise,
    rehearse,
    response_from_form,
    retire_exercise,
    sync_competencies,
)
from assessments.services.grants import grant_try
from assessments.services.moves import MoveReceipt, make_move
from assessments.services.saving import SaveReceipt, save_response
from assessments.services.submitting import submit_attempt

__all__ = [
    "MoveReceipt",
    "Rehearsal",
    "SaveReceipt",
    "definition_problems",
    "grant_try",
    "make_move",
    "publish_definition",
    "register_exercise",
    "rehearse",
    "response_from_form",
    "retire_exercise",
    "save_response",
    "start_attempt",
    "submit_attempt",
    "sync_competencies",
]
