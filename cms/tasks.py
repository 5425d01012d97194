import logging

from celery import shared_task
from django.utils import timezone

from cms.services import drift, schedule

logger = logging.getLogger(__name__)


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> int:
    return schedule.run_schedule(now=timezone.now())


@shared_task(name="cms.report_drift")
def report_drift() -> int:
    found = drift.find_drift()
    for line in found:
        logger.error("drift: %s", line)
    return len(found)
