from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishProblem:
    """One thing that keeps a page from being published, in plain words.

    `field` names the page field it concerns ("" for the page as a whole); `anchor` is the id of the element of the
    editor where it is mended, without "#". One that `is_pending` goes away by itself.
    """

    field: str
    message: str
    anchor: str = ""
    is_pending: bool = False

    def __str__(self) -> str:
        return self.message


class CmsError(Exception):
    """Base of what can go wrong in cms; its text is fit to show to an instructor."""


class PublishRefusedError(CmsError):
    """A page was not published; `problems` lists why."""

    def __init__(self, page_id: int | None, title: str, problems: tuple[PublishProblem, ...]) -> None:
        super().__init__(f"{title}: " + " ".join(problem.message for problem in problems))
        self.page_id = page_id
        self.title = title
        self.problems = problems
