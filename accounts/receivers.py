import logging
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from kombu.exceptions import OperationalError

from accounts import tasks
from accounts.models import User
from accounts.services import people

logger = logging.getLogger(__name__)


def wake_the_sweeper(**_: Any) -> None:
    transaction.on_commit(_send_sweep)


def _send_sweep() -> None:
    try:
        tasks.sweep_outbox.apply_async(retry=False)
    except OperationalError:
        logger.warning("the broker is not reachable; the outbox waits for the next sweep")


def remember_in_session(*, request: HttpRequest, user: User, **_: Any) -> None:
    people.remember_in_session(session=request.session, user=user)
