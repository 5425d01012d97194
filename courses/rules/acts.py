"""Which act of a case study a learner is in."""

from collections.abc import Iterable


def current_act(exercises: Iterable[tuple[int, bool]]) -> int | None:
    """Find the act that a learner is in: the first in which something is still to be submitted.

    Args:
        exercises: of one case, in any order: the act of each (0 where there are none), and whether it was submitted.

    Returns:
        The number of the act, or None when everything was submitted. Acts up to it are open, later ones are closed;
        an act without exercises therefore opens together with the one after it.
    """
    return min((act for act, is_submitted in exercises if not is_submitted), default=None)


def is_open(act: int, current: int | None) -> bool:
    """Tell whether an act is open.

    Args:
        act: its number.
        current: the act that the learner is in; None at the end of the case.

    Returns:
        True for the acts up to the current one, and for all at the end.
    """
    return current is None or act <= current
