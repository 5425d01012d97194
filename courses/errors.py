class CourseError(Exception):
    """Base of what can go wrong in courses; its text is fit to show to a learner."""


class NotEnrolledError(CourseError):
    """The person is not enrolled in the course."""


class NotOfferedError(CourseError):
    """The course takes no new learners."""


class MembersOnlyError(CourseError):
    """The course is open to members of an organisation only."""


class WithdrawnError(CourseError):
    """The coordinator took the person out of the course; only a coordinator enrols them again."""


class WithdrawalError(CourseError):
    """The enrolment cannot be withdrawn."""


class LessonError(CourseError):
    """A lesson cannot be marked as done, or does not belong to the course."""


class GainError(CourseError):
    """An assessment before or after a course cannot be taken now."""


class NoteError(CourseError):
    """A note cannot be kept as it was sent."""


class TooManyReportsError(CourseError):
    """The learner has reported a lot today."""


class DilemmaError(CourseError):
    """The dilemma of the week cannot be answered as it was sent."""


class LinkExpiredError(CourseError):
    """A signed link is older than it may be."""


class CertificateError(CourseError):
    """A certificate is not due, not known, or cannot be changed any more."""


class RegistryError(CourseError):
    """A registry of certificates cannot be written where it was asked for."""


class OutlineError(CourseError):
    """An outline handed to sync_outline contradicts itself or what is stored."""
