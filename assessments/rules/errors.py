"""What the scoring core refuses."""

from typing import Any

from assessments.rules.types.scores import Problem


class RulesError(Exception):
    """Base of everything the scoring core raises."""


class CanonError(RulesError):
    """A value has no canonical form, for instance because it holds a fraction."""


class PolicyError(RulesError):
    """A policy is outside what can be kept.

    Attributes:
        field: the name in the policy that has to change.
        template: the sentence with named `%(name)s` places, for translation.
        params: what fills the places.
    """

    def __init__(self, field: str, template: str, **params: Any) -> None:
        """Keep all three.

        Args:
            field: the name in the policy that has to change.
            template: sentence marked with `gettext_noop`.
            params: what fills its places.
        """
        super().__init__(template % params)
        self.field, self.template, self.params = field, template, params


class DataError(RulesError):
    """Data cannot be read.

    Attributes:
        path: JSON Pointer to the place.
        message: a sentence that says what to write instead.
    """

    def __init__(self, path: str, message: str) -> None:
        """Keep both.

        Args:
            path: JSON Pointer to the place.
            message: a sentence that says what to write instead.
        """
        super().__init__(f"{path or '/'}: {message}")
        self.path, self.message = path, message


class NotProvedError(RulesError):
    """The search for the best answer was given up before every other one was ruled out."""


class DefinitionError(RulesError):
    """A definition cannot be scored.

    Attributes:
        problems: what the author has to change, never empty.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems.

        Args:
            problems: at least one problem.
        """
        super().__init__("; ".join(f"{problem.path or '/'}: {problem.message}" for problem in problems))
        self.problems = problems
