import enum


class EditorGroup(enum.StrEnum):
    """Wagtail's groups of people who write; the name of each group in the editor."""

    INSTRUCTORS = "Instructors"
    AUTHORS = "Authors"
    REVIEWERS = "Reviewers"
    PUBLISHERS = "Publishers"


class LogAction(enum.StrEnum):
    """Our own lines in the history of a page."""

    REFUSED = "chancery.refused"


class Step(enum.Enum):
    """What somebody wants for a page on its way to learners."""

    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
