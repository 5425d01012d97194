"""The Celery application and its timetable. Apps declare tasks with shared_task and never import this module."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

app = Celery("chancery")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "sweep the outbox": {"task": "accounts.sweep_outbox", "schedule": 15.0},
    "delete finished outbox entries": {"task": "accounts.prune_outbox", "schedule": 24 * 3600.0},
    "delete expired sessions": {"task": "accounts.clear_expired_sessions", "schedule": 24 * 3600.0},
    "publish what is due": {"task": "cms.publish_scheduled", "schedule": 60.0},
    "report projection drift": {"task": "cms.report_drift", "schedule": 24 * 3600.0},
}
