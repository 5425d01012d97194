"""Everything that writes courses, progress and certificates. The names below are the door of the app."""

from courses.rules.outline import outline_problems
from courses.services.badges import badge
from courses.services.certificate_requests import (
    ask_about_certificate,
    confirm_request,
    decline_request,
    withdraw_request,
)
from courses.services.certificates import (
    confirm_printed_name,
    issue_certificate,
    revoke_certificate,
    set_name_withheld,
    set_programme_name_withheld,
)
from courses.services.credentials import make_key, request_waiting, sign_issue
from courses.services.dilemmas import answer_mailed_dilemma, answer_own_dilemma, follow_scores, send_dilemmas
from courses.services.enrolment import enrol_learner, share_enrolments
from courses.services.gain import begin_gain_try, skip_gain_try
from courses.services.library import sync_library
from courses.services.notes import delete_note, keep_note
from courses.services.outline import retire_course, sync_outline
from courses.services.programme import retire_programme, sync_programme
from courses.services.programme_certificates import issue_programme_certificate, look_at_programme
from courses.services.progress import (
    mark_lesson_done,
    reassess_course,
    reassess_exercise,
    reassess_learner,
    record_attempt,
    start_exercise,
)
from courses.services.reissuing import reissue
from courses.services.reminders import remind_of_expiry
from courses.services.renewals import begin_renewal, renew_certificate, renew_what_is_due
from courses.services.reports import report_lesson
from courses.services.rescoring import count_changed_scores, take_back_changed_scores
from courses.services.second_looks import give_second_look, measure_bands
from courses.services.transcripts import make_transcript, restore_transcript, set_transcript_name_withheld
from courses.services.waiting_requests import remind_deciders
from courses.services.withdrawal import withdraw_enrolment

__all__ = [
    "answer_mailed_dilemma",
    "answer_own_dilemma",
    "ask_about_certificate",
    "badge",
    "begin_gain_try",
    "begin_renewal",
    "confirm_printed_name",
    "confirm_request",
    "count_changed_scores",
    "decline_request",
    "delete_note",
    "enrol_learner",
    "follow_scores",
    "give_second_look",
    "issue_certificate",
    "issue_programme_certificate",
    "keep_note",
    "look_at_programme",
    "make_key",
    "make_transcript",
    "mark_lesson_done",
    "measure_bands",
    "outline_problems",
    "reassess_course",
    "reassess_exercise",
    "reassess_learner",
    "record_attempt",
    "reissue",
    "remind_deciders",
    "remind_of_expiry",
    "renew_certificate",
    "renew_what_is_due",
    "report_lesson",
    "request_waiting",
    "restore_transcript",
    "retire_course",
    "retire_programme",
    "revoke_certificate",
    "send_dilemmas",
    "set_name_withheld",
    "set_programme_name_withheld",
    "set_transcript_name_withheld",
    "share_enrolments",
    "sign_issue",
    "skip_gain_try",
    "start_exercise",
    "sync_library",
    "sync_outline",
    "sync_programme",
    "take_back_changed_scores",
    "withdraw_enrolment",
    "withdraw_request",
]
