"""Where the one publish check is hung up.

Page models stand below services but must refuse to be published unfinished, whoever asks, and must show in their
preview what is missing. So they ask here, and `cms.apps` installs `cms.services.publishing.problems_of` at start.
"""

from collections.abc import Callable
from typing import Any

from cms.errors import PublishProblem, PublishRefusedError

Check = Callable[[Any], tuple[PublishProblem, ...]]

_installed: list[Check] = []


def install(check: Check) -> None:
    _installed[:] = [check]


def problems_of(page: Any) -> tuple[PublishProblem, ...]:
    return _installed[0](page)


def require_publishable(page: Any) -> None:
    """Raise PublishRefusedError with every problem unless the page may be published as it stands."""
    problems = problems_of(page)
    if problems:
        raise PublishRefusedError(page.pk, str(page), problems)
