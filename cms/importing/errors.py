from collections.abc import Sequence
from uuid import UUID

from cms.errors import CmsError
from cms.importing.reading.problems import FileProblem


class UnknownKeysError(CmsError):
    """Keys were named that stand in no file."""

    def __init__(self, keys: Sequence[UUID]) -> None:
        super().__init__(f"No file has the key {', '.join(str(key) for key in keys)}. Copy the key out of its file.")


class UnknownStarterError(CmsError):
    """There is no such template."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no template called {name}.")


class CourseRefusedError(CmsError):
    """A course has problems that showed only while it was applied."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
