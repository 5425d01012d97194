"""When a try can begin and when it is over, from numbers: seconds since 1970, and seconds of duration."""

GRACE = 60
"""Seconds after the close in which what was sent in time may still arrive."""


def effective_close(
    *, window: int | None, extension: int, late: int, started: int, limit: int, factor_percent: int, pauses: int
) -> int | None:
    """Say when a try is over.

    Args:
        window: when the window closes; None for never.
        extension: how much later it closes for this person, >= 0.
        late: for how long after that late work is taken, >= 0.
        started: when the try began.
        limit: time for it, >= 0; 0 for no limit.
        factor_percent: this person's share of the limit, >= 100.
        pauses: minutes given back during the try, in seconds, >= 0.

    Returns:
        The earlier of both ends, without the grace; None when it has none.

    Source:
        scoring.md 5, clock.
    """
    ends = [] if window is None else [window + extension + late]
    if limit:
        ends.append(started + limit * factor_percent // 100 + pauses)
    return min(ends, default=None)


def later(first: int | None, second: int | None) -> int | None:
    """Choose the later of two ends.

    Args:
        first: seconds since 1970; None for no end.
        second: likewise.

    Returns:
        None when one of them is no end.
    """
    return None if first is None or second is None else max(first, second)


def lateness(*, window: int | None, handed_in: int) -> int:
    """Say how late work was handed in.

    Args:
        window: when the window closed for this person; None for never.
        handed_in: when it was handed in.

    Returns:
        Seconds after the close, 0 within the grace.

    Source:
        scoring.md 5, clock and late.
    """
    seconds = 0 if window is None else handed_in - window
    return seconds if seconds > GRACE else 0
