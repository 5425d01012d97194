import logging
from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)


def done(attempt_ids: Iterable[int], work: Callable[[int], bool], trouble: str) -> int:
    """Do something to attempts one by one, so that one that fails keeps no other waiting.

    Args:
        attempt_ids: row ids.
        work: done to each, in a transaction of its own; says whether it changed anything.
        trouble: logged with what was raised; has a place for the row id.

    Returns:
        How many were changed.
    """

    def is_done(attempt_id: int) -> bool:
        try:
            return work(attempt_id)
        except Exception:  # whatever it is concerns this attempt only; it is logged and tried again next time
            logger.exception(trouble, attempt_id)
            return False

    return sum(map(is_done, list(attempt_ids)))
