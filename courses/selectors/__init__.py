"""What may be read of courses. The names below are the door of the app; nothing here writes."""

from courses.selectors.catalogue import CourseCard, offered_courses
from courses.selectors.certificate_requests import (
    AskView,
    RequestView,
    ask_view,
    own_requests,
    request_rows,
    request_view,
    waiting_requests,
)
from courses.selectors.certificates import CertificateView, NameView, certificate_pdf, certificate_view, name_view
from courses.selectors.course import CourseView, course_view
from courses.selectors.credentials import (
    PublicKey,
    SignedView,
    did_document,
    issuer_did,
    public_keys,
    signed,
    status_list,
    status_lists,
)
from courses.selectors.dashboard import DashboardView, dashboard
from courses.selectors.desk import DeskItem, DeskView, desk_view
from courses.selectors.dilemmas import DilemmaView, mailed_dilemma, own_dilemma, read_mail_link, read_stop_link
from courses.selectors.enrolments import enrolment_in, organisations_of
from courses.selectors.gain import CourseGain, course_gains, is_private
from courses.selectors.lesson import ExerciseView, LessonView, exercise_view, lesson_view, way_on
from courses.selectors.library import LibraryView, ReferenceView, library_view, reference_document, reference_view
from courses.selectors.lost import CourseAround, course_around
from courses.selectors.marking import courses_to_mark, marking_scope, queue_rows, waiting_count, work_of
from courses.selectors.measurement import Certainty, course_certainties
from courses.selectors.outline import foreign
from courses.selectors.people import PersonRow, courses_of_people, enrolled_in, people_rows, tries_of_person
from courses.selectors.programme import (
    PathView,
    ProgrammeCard,
    ProgrammeView,
    own_programme,
    path_address,
    path_view,
    programme_card,
    programme_view,
    published_programme,
    step_minutes,
)
from courses.selectors.published import PublishedCourse, published_course, published_references
from courses.selectors.reached import has_reached
from courses.selectors.record import RecordView, SkillView, own_record, record_of_person
from courses.selectors.record_export import record_document
from courses.selectors.rescoring import RescoringEffects, rescoring_effects
from courses.selectors.search import SearchView, search
from courses.selectors.signed_files import FileView, file_view
from courses.selectors.signing import signing_problem
from courses.selectors.terms import LessonLink, hidden_terms, lessons_of_terms
from courses.selectors.transcripts import TranscriptsView, transcripts_view
from courses.selectors.verdict import Check, verified

__all__ = [
    "AskView",
    "Certainty",
    "CertificateView",
    "Check",
    "CourseAround",
    "CourseCard",
    "CourseGain",
    "CourseView",
    "DashboardView",
    "DeskItem",
    "DeskView",
    "DilemmaView",
    "ExerciseView",
    "FileView",
    "LessonLink",
    "LessonView",
    "LibraryView",
    "NameView",
    "PathView",
    "PersonRow",
    "ProgrammeCard",
    "ProgrammeView",
    "PublicKey",
    "PublishedCourse",
    "RecordView",
    "ReferenceView",
    "RequestView",
    "RescoringEffects",
    "SearchView",
    "SignedView",
    "SkillView",
    "TranscriptsView",
    "ask_view",
    "certificate_pdf",
    "certificate_view",
    "course_around",
    "course_certainties",
    "course_gains",
    "course_view",
    "courses_of_people",
    "courses_to_mark",
    "dashboard",
    "desk_view",
    "did_document",
    "enrolled_in",
    "enrolment_in",
    "exercise_view",
    "file_view",
    "foreign",
    "has_reached",
    "hidden_terms",
    "is_private",
    "issuer_did",
    "lesson_view",
    "lessons_of_terms",
    "library_view",
    "mailed_dilemma",
    "marking_scope",
    "name_view",
    "offered_courses",
    "organisations_of",
    "own_dilemma",
    "own_programme",
    "own_record",
    "own_requests",
    "path_address",
    "path_view",
    "people_rows",
    "programme_card",
    "programme_view",
    "public_keys",
    "published_course",
    "published_programme",
    "published_references",
    "queue_rows",
    "read_mail_link",
    "read_stop_link",
    "record_document",
    "record_of_person",
    "reference_document",
    "reference_view",
    "request_rows",
    "request_view",
    "rescoring_effects",
    "search",
    "signed",
    "signing_problem",
    "status_list",
    "status_lists",
    "step_minutes",
    "transcripts_view",
    "tries_of_person",
    "verified",
    "waiting_count",
    "waiting_requests",
    "way_on",
    "work_of",
]
