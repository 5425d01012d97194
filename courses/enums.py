import enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    CASE_STUDY = "case-study", _("Case study")


class DocumentKind(models.TextChoices):
    """What a document of a case study is."""

    CABLE = "cable", _("Cable")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    NEWS = "news", _("News")
    PICTURE = "picture", _("Map or picture")
    NOTE = "note", _("Note")


class DoneBy(models.TextChoices):
    """What makes a lesson done; fetching its page never does."""

    SAID = "said", _("the learner says so")
    CHECK = "check", _("passing its required exercises")


class EnrolBy(models.TextChoices):
    """Who may enrol in a course."""

    OPEN = "open", _("everybody")
    INVITATION = "invitation", _("members of a city or a network, by themselves or through their coordinator")


class DeskTask(models.TextChoices):
    """What is on a city official's desk; lessons and exercises are collected by it."""

    VISIT = "visit", _("A visit")
    LETTER = "letter", _("A letter")
    AGREEMENT = "agreement", _("An agreement")
    TRIP = "trip", _("A trip")
    INCIDENT = "incident", _("An incident")


class ReferenceKind(models.TextChoices):
    """What stands in the library; the value is also the folder of its files and the place in its address."""

    NETWORKS = "networks", _("City networks")
    CHECKLISTS = "checklists", _("Checklists")
    TEMPLATES = "templates", _("Templates")
    COUNTRIES = "countries", _("Country cards")


class SearchKind(models.TextChoices):
    """What a search finds, in the order of its page."""

    TASK = "task", _("On your desk")
    COURSE = "course", _("Courses")
    LESSON = "lesson", _("Lessons")
    CASE_STUDY = "case-study", _("Case studies")
    REFERENCE = "reference", _("Library")
    TERM = "term", _("Key terms")
    SAMPLE = "sample", _("To try at once")


class Moment(models.TextChoices):
    """When the same is asked twice."""

    BEFORE = "before", _("before the course")
    AFTER = "after", _("after the course")


class FinishedBy(models.TextChoices):
    COURSE = "course", _("completing the course")
    TEST_OUT = "test-out", _("passing the final assessment without the lessons")


class NextKind(enum.StrEnum):
    """The one thing a learner can do next in a course."""

    ATTEMPT = "attempt"
    LESSON = "lesson"
    EXERCISE = "exercise"
    NAME = "name"
    # Work that was handed in waits for its marks; nothing else is left to do meanwhile.
    WAITING = "waiting"
    # Likewise, but it is scored, and its result is held back until the exercise has closed for everybody.
    HELD = "held"
    # Somebody looks at a result a second time; until then nothing is decided.
    LOOK = "second-look"
    # Nothing more can be done: every required lesson is done, the mark is missed, and no try is left.
    STUCK = "stuck"


class CertificateState(enum.StrEnum):
    """Where an enrolment stands on the way to its certificate."""

    NOT_FINISHED = "not-finished"
    NAME_NEEDED = "name-needed"
    PREPARING = "preparing"
    ISSUED = "issued"
    EXPIRED = "expired"
    REVOKED = "revoked"


class IssueReason(models.TextChoices):
    """Why an issue of a certificate was made."""

    FIRST = "first", _("first issue")
    NAME = "name", _("the name was corrected")
    RENEWED = "renewed", _("renewed")
    REINSTATED = "reinstated", _("made valid again")


class CertificateEventKind(enum.StrEnum):
    """What happens to a certificate; its audit trail keeps the value for ever."""

    ISSUED = "issued"
    SIGNED = "signed"
    REISSUED = "reissued"
    RENEWED = "renewed"
    REVOCATION_ASKED = "revocation-asked"
    REVOCATION_DECLINED = "revocation-declined"
    REVOKED = "revoked"
    REINSTATEMENT_ASKED = "reinstatement-asked"
    REINSTATEMENT_DECLINED = "reinstatement-declined"
    NAME_ASKED = "name-asked"
    NAME_DECLINED = "name-declined"
    REQUEST_WITHDRAWN = "request-withdrawn"
    NAME_WITHHELD = "name-withheld"
    NAME_SHOWN = "name-shown"
    REMINDED = "reminded"
    ERASED = "erased"


class RequestAct(models.TextChoices):
    """What one person asks for about a certificate, and another confirms."""

    REVOKE = "revoke", _("Revoke it")
    RENAME = "rename", _("Correct the name")
    REINSTATE = "reinstate", _("Make it valid again")


class RequestOutcome(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Signature(enum.StrEnum):
    """What became of checking the signed file of a certificate.

    Attributes:
        GOOD: it is what we signed, says what the page says, and was not taken back.
        REVOKED: the same, but it is on the list of revocations.
        UNSIGNED: there is no signed file yet.
        UNCHECKED: keys or the list are not at hand.
        BROKEN: it is not what we signed, or not what the page says.
        RECORDED: in a copy, it is what we signed and says what the page says; what was taken back stands beside it.
    """

    GOOD = "good"
    REVOKED = "revoked"
    UNSIGNED = "unsigned"
    UNCHECKED = "unchecked"
    BROKEN = "broken"
    RECORDED = "recorded"


class CertificateVerdict(enum.StrEnum):
    """What a certificate's page says before everything else."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNCHECKED = "unchecked"
    BROKEN = "broken"


class LookOutcome(enum.StrEnum):
    """What came of a second look at a result just under the pass mark."""

    WAITING = "waiting"
    REACHED = "reached"
    STANDS = "stands"


class FileFinding(enum.StrEnum):
    """What a file is that somebody was given.

    Attributes:
        GENUINE: letter by letter what we signed last for a certificate.
        EARLIER: the same of an issue that a later one replaced.
        CHANGED: it names a certificate of ours, and is not what we signed.
        FOREIGN: it names none of ours.
        UNREADABLE: there is nothing signed in it.
    """

    GENUINE = "genuine"
    EARLIER = "earlier"
    CHANGED = "changed"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
