"""What is wrong in the files, in sentences that say what to do."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class FileProblem:
    """One mistake. `file` is relative to the curriculum folder; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class ProblemLog:
    """Collects problems, so that one run names them all."""

    found: list[FileProblem] = field(default_factory=list)

    def add(self, file: str, line: int, message: str) -> None:
        problem = FileProblem(file, line, message)
        if problem not in self.found:
            self.found.append(problem)
