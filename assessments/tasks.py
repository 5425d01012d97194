from celery import shared_task
from django.utils import timezone

from assessments import services


@shared_task(name="assessments.close_overdue")
def close_overdue() -> int:
    return services.close_overdue(now=timezone.now())


@shared_task(name="assessments.delete_expired_attempts")
def delete_expired_attempts() -> int:
    return services.delete_expired_attempts(now=timezone.now())


@shared_task(name="assessments.release_due")
def release_due() -> int:
    return services.release_due(now=timezone.now())


@shared_task(name="assessments.anchor_days")
def anchor_days() -> int:
    return services.anchor_days(now=timezone.now())
