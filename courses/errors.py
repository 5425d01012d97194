class CourseError(Exception):
    """Base of what can go wrong in courses; its text is fit to show to a learner."""


class NotEnrolledError(CourseError):
    """The person is not enrolled in the course."""


class OutlineError(CourseError):
    """An outline handed to sync_outline contradicts itself or what is stored."""
