from celery import shared_task

from accounts.services import outbox, people


@shared_task(name="accounts.sweep_outbox")
def sweep_outbox() -> int:
    return outbox.sweep()


@shared_task(name="accounts.clear_expired_sessions")
def clear_expired_sessions() -> None:
    people.clear_expired_sessions()


@shared_task(name="accounts.prune_outbox")
def prune_outbox() -> int:
    return outbox.prune()
