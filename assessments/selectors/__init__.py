"""What may be read of exercises and attempts. Every result is a frozen dataclass; nothing here writes."""

from assessments.selectors.accommodations import PersonalTime, personal_time
from assessments.selectors.answers import AnswerLine, answers_in_words, count_answered, form_fields
from assessments.selectors.appeals import AppealPage, AskedLook, answered_by, appeal_page, appealed_work
from assessments.selectors.attempts import AttemptPage, OtherAnswers, OwnAttempt, attempt_page, own_attempt
from assessments.selectors.endings import Ending, ending
from assessments.selectors.evidence import CompetencyRecord, EvidenceRow, competency_records
from assessments.selectors.exercises import CompetencyData, competencies, exercise_ids_by_key
from assessments.selectors.history import HistoryLine, attempt_history, history_lines, reasoned_lines
from assessments.selectors.judgements import JudgedCriterion, OwnJudgement, own_judgement
from assessments.selectors.marking import (
    MarkingPage,
    Scope,
    Work,
    WorkRow,
    marked_work,
    marking_page,
    waiting_work,
    work,
    work_rows,
    work_to_mark_again,
)
from assessments.selectors.measurement import measured_composite
from assessments.selectors.openings import Opening, opening
from assessments.selectors.outcomes import Outcome, outcomes_of
from assessments.selectors.published import published_definitions, published_version
from assessments.selectors.receipts import Receipt, receipt
from assessments.selectors.rescored import Differences
from assessments.selectors.rescoring import (
    RescoredAttempt,
    RescoringData,
    rescoring,
    rescorings_of,
    still_rescored,
)
from assessments.selectors.reviews import CriterionLine, Review, ScoreTable, review, score_table
from assessments.selectors.samples import SampleCard, TriedSample, sample, sample_slugs, samples, tried_samples
from assessments.selectors.singles import (
    OthersChoice,
    SinglePage,
    SingleQuestions,
    SingleWanted,
    others_choice,
    single_page,
    single_pages,
    single_questions,
)
from assessments.selectors.states import ExerciseState, PastAttempt, exercise_states, exercise_states_of
from assessments.selectors.times import Times
from assessments.selectors.tries import TryRow, tries_of
from assessments.selectors.versions import ExerciseVersions, VersionData, versions_of

__all__ = [
    "AnswerLine",
    "AppealPage",
    "AskedLook",
    "AttemptPage",
    "CompetencyData",
    "CompetencyRecord",
    "CriterionLine",
    "Differences",
    "Ending",
    "EvidenceRow",
    "ExerciseState",
    "ExerciseVersions",
    "HistoryLine",
    "JudgedCriterion",
    "MarkingPage",
    "Opening",
    "OtherAnswers",
    "OthersChoice",
    "Outcome",
    "OwnAttempt",
    "OwnJudgement",
    "PastAttempt",
    "PersonalTime",
    "Receipt",
    "RescoredAttempt",
    "RescoringData",
    "Review",
    "SampleCard",
    "Scope",
    "ScoreTable",
    "SinglePage",
    "SingleQuestions",
    "SingleWanted",
    "Times",
    "TriedSample",
    "TryRow",
    "VersionData",
    "Work",
    "WorkRow",
    "answered_by",
    "answers_in_words",
    "appeal_page",
    "appealed_work",
    "attempt_history",
    "attempt_page",
    "competencies",
    "competency_records",
    "count_answered",
    "ending",
    "exercise_ids_by_key",
    "exercise_states",
    "exercise_states_of",
    "form_fields",
    "history_lines",
    "marked_work",
    "marking_page",
    "measured_composite",
    "opening",
    "others_choice",
    "outcomes_of",
    "own_attempt",
    "own_judgement",
    "personal_time",
    "published_definitions",
    "published_version",
    "reasoned_lines",
    "receipt",
    "rescoring",
    "rescorings_of",
    "review",
    "sample",
    "sample_slugs",
    "samples",
    "score_table",
    "single_page",
    "single_pages",
    "single_questions",
    "still_rescored",
    "tried_samples",
    "tries_of",
    "versions_of",
    "waiting_work",
    "work",
    "work_rows",
    "work_to_mark_again",
]
