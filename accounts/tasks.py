from typing import Any

from celery import shared_task

from accounts.services import outbox, people


@shared_task(name="accounts.sweep_outbox", bind=True)
def sweep_outbox(self: Any) -> int:
    delivery = self.request.delivery_info or {}
    return outbox.sweep(run=self.request.id or "", was_killed=bool(delivery.get("redelivered")))


@shared_task(name="accounts.clear_expired_sessions")
def clear_expired_sessions() -> None:
    people.clear_expired_sessions()


@shared_task(name="accounts.prune_outbox")
def prune_outbox() -> int:
    return outbox.prune()
