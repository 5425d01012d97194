class AssessmentError(Exception):
    """Base of what can go wrong with exercises and attempts; its text is fit to show to a learner."""


class NoTriesLeftError(AssessmentError):
    """The learner has used every try that the policy allows."""


class TriesLeftError(AssessmentError):
    """The learner needs no further try: one is left or under way, or there is nothing to gain."""


class ExerciseNotReadyError(AssessmentError):
    """The exercise has no published version, or was withdrawn."""


class NotNowError(AssessmentError):
    """The exercise opens later, is closed, or the wait after the last try is not over; the text says until when."""


class AttemptClosedError(AssessmentError):
    """The attempt was submitted already; nothing that arrives later counts, though it is kept."""


class TimeOverError(AttemptClosedError):
    """The time for the attempt is over; what was saved before is handed in, what arrives now is kept beside it."""


class NoLimitError(AssessmentError):
    """The attempt is not under way or has no time limit, so that there are no minutes to give back."""


class TooManySavesError(AssessmentError):
    """The attempt was saved faster than anybody answers; the answers are not stored and have to be sent again."""


class AnswersDifferError(AssessmentError):
    """Other answers were saved meanwhile; both are kept, and the learner has to say which to submit."""


class WaitingForMarksError(AssessmentError):
    """An earlier try waits for its marks; another one can begin when they are there."""


class MarkingError(AssessmentError):
    """Marks cannot be saved or released as they are; the text says why."""


class NotForMarkingError(MarkingError):
    """The attempt was not handed in for marking."""


class MarksDifferError(MarkingError):
    """Other marks were saved meanwhile, in another tab; both are kept, and the marker has to choose."""


class MarkedMeanwhileError(MarkingError):
    """Somebody else released marks first, or the work is in another state; one's own are kept as a draft."""


class MarksMissingError(MarkingError):
    """The marks cannot be released as they are: a criterion has no level, or a correction no reason.

    `problems` lists what is missing, in plain words.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class ReasonError(AssessmentError):
    """A reason or an answer is too short or too long; the text says how long it has to be."""


class AppealError(AssessmentError):
    """A second look cannot be asked for, or not be given by this person; the text says why."""


class NothingChosenError(AssessmentError):
    """A question that is asked alone was not answered, or not whole."""


class RescoringError(AssessmentError):
    """A rescoring cannot be planned, published or undone as things are; the text says why."""


class DefinitionError(AssessmentError):
    """A definition was refused; `problems` lists each with its JSON path."""

    def __init__(self, problems: tuple[object, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems
