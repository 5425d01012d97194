from courses.models.certificate_audit import CertificateEvent, CertificateRequest
from courses.models.certificates import Certificate, CertificateIssue, CertificateRevocation, ProgrammeCompletion
from courses.models.credentials import Credential
from courses.models.dilemmas import Dilemma
from courses.models.gain import CourseMeasurement, GainTry, GroupGain
from courses.models.learning import Enrolment, LessonProgress, LessonReport
from courses.models.library import Reference
from courses.models.notes import LearnerNote
from courses.models.outline import (
    Course,
    CourseText,
    Lesson,
    LessonExercise,
    LessonText,
    Module,
    Programme,
    ProgrammeText,
)
from courses.models.repairs import Repair
from courses.models.rescoring import RescoringEffect
from courses.models.search import SearchEntry
from courses.models.validity import ExpiryReminder, Renewal, SecondLook

__all__ = [
    "Certificate",
    "CertificateEvent",
    "CertificateIssue",
    "CertificateRequest",
    "CertificateRevocation",
    "Course",
    "CourseMeasurement",
    "CourseText",
    "Credential",
    "Dilemma",
    "Enrolment",
    "ExpiryReminder",
    "GainTry",
    "GroupGain",
    "LearnerNote",
    "Lesson",
    "LessonExercise",
    "LessonProgress",
    "LessonReport",
    "LessonText",
    "Module",
    "Programme",
    "ProgrammeCompletion",
    "ProgrammeText",
    "Reference",
    "Renewal",
    "Repair",
    "RescoringEffect",
    "SearchEntry",
    "SecondLook",
]
