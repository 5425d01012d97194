"""Everything that writes exercises and attempts. The names below are the door of the app."""

from assessments.services.accommodations import accommodate, pause_attempt
from assessments.services.anchors import anchor_days
from assessments.services.appeals import ask_second_look, ask_second_look_by_rule, confirm_score
from assessments.services.attempts import start_attempt, start_sample
from assessments.services.completions import request_completion, work_out, work_out_now
from assessments.services.evidence import fill_evidence
from assessments.services.exercises import (
    Rehearsal,
    case_shape,
    change_class,
    definition_problems,
    policy_problem,
    publish_definition,
    register_exercise,
    rehearse,
    response_from_form,
    retire_exercise,
    sync_competencies,
)
from assessments.services.grants import grant_tries_by_rule, grant_try
from assessments.services.guests import claim_attempts, delete_expired_attempts, guest_in, remember_guest
from assessments.services.judging import judge_own_text
from assessments.services.marking import Draft, release_marks, save_marks
from assessments.services.moves import MoveReceipt, make_move
from assessments.services.overdue import close_if_overdue, close_overdue
from assessments.services.proofs import Plays, Proof, prove
from assessments.services.reading import open_work
from assessments.services.releasing import release_due, release_result
from assessments.services.rescoring import cancel_rescoring, plan_rescoring, publish_rescoring, undo_rescoring
from assessments.services.rescoring_mail import tell_rescored
from assessments.services.rescoring_parts import rescore_all, rescore_part
from assessments.services.samples import sync_samples
from assessments.services.saving import SaveReceipt, save_response
from assessments.services.singles import SingleAnswer, answer_single
from assessments.services.submitting import submit_attempt
from assessments.services.voiding import void_attempt

__all__ = [
    "Draft",
    "MoveReceipt",
    "Plays",
    "Proof",
    "Rehearsal",
    "SaveReceipt",
    "SingleAnswer",
    "accommodate",
    "anchor_days",
    "answer_single",
    "ask_second_look",
    "ask_second_look_by_rule",
    "cancel_rescoring",
    "case_shape",
    "change_class",
    "claim_attempts",
    "close_if_overdue",
    "close_overdue",
    "confirm_score",
    "definition_problems",
    "delete_expired_attempts",
    "fill_evidence",
    "grant_tries_by_rule",
    "grant_try",
    "guest_in",
    "judge_own_text",
    "make_move",
    "open_work",
    "pause_attempt",
    "plan_rescoring",
    "policy_problem",
    "prove",
    "publish_definition",
    "publish_rescoring",
    "register_exercise",
    "rehearse",
    "release_due",
    "release_marks",
    "release_result",
    "remember_guest",
    "request_completion",
    "rescore_all",
    "rescore_part",
    "response_from_form",
    "retire_exercise",
    "save_marks",
    "save_response",
    "start_attempt",
    "start_sample",
    "submit_attempt",
    "sync_competencies",
    "sync_samples",
    "tell_rescored",
    "undo_rescoring",
    "void_attempt",
    "work_out",
    "work_out_now",
]
