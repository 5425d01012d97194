from celery import shared_task
from django.utils import timezone

from cms.services import schedule


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> int:
    return schedule.run_schedule(now=timezone.now())
