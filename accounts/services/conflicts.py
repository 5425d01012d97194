"""Doing again what the database gave up in favour of somebody else's transaction (docs/adr/0008)."""

import logging
import sqlite3
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError

logger = logging.getLogger(__name__)

Given = ParamSpec("Given")
Result = TypeVar("Result")

# serialization_failure and deadlock_detected of PostgreSQL
GIVEN_UP = frozenset({"40001", "40P01"})
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
PRIMARY_CODE = 0xFF
PAUSES = (0.05, 0.2)


def is_conflict(error: BaseException | None) -> bool:
    """Say whether a transaction failed only because of another one, so that it may succeed when it is run again.

    Args:
        error: what was raised.

    Returns:
        True for a serialization failure or a deadlock of PostgreSQL, and for a locked SQLite file.
    """
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & PRIMARY_CODE in BUSY
    return getattr(cause, "sqlstate", None) in GIVEN_UP


def retried(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Do something, and again at most twice after short pauses as long as it ends in a conflict.

    Args:
        work: harmless when called twice; called outside of any transaction.
        args: handed on.
        kwargs: handed on.

    Returns:
        What the work returns.

    Raises:
        OperationalError: the last conflict; other errors at once.
    """
    for pause in PAUSES:
        try:
            return work(*args, **kwargs)
        except OperationalError as error:
            if not is_conflict(error):
                raise
            logger.info("a conflict in the database, tried again: %s", error)
        time.sleep(pause)
    return work(*args, **kwargs)
