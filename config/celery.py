"""The Celery application and its timetable. Apps declare tasks with shared_task and never import this module."""

import gc
import os
from typing import Any

from celery import Celery, Task, signals

from accounts.services import conflicts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")


class PatientTask(Task):
    """A task that is run again after a conflict in the database; every task is harmless when run twice."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return conflicts.retried(super().__call__, *args, **kwargs)


@signals.worker_process_init.connect
def spare_collector(**_: Any) -> None:
    """Leave what was loaded at the start out of every later collection: it stays, and looking at it takes time."""
    gc.freeze()


app = Celery("chancery", task_cls=PatientTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "sweep the outbox": {"task": "accounts.sweep_outbox", "schedule": 15.0},
    "delete finished outbox entries": {"task": "accounts.prune_outbox", "schedule": 24 * 3600.0},
    "delete expired sessions": {"task": "accounts.clear_expired_sessions", "schedule": 24 * 3600.0},
    "delete what guests left": {"task": "assessments.delete_expired_attempts", "schedule": 24 * 3600.0},
    "release results that are due": {"task": "assessments.release_due", "schedule": 60.0},
    "hand in what is overdue": {"task": "assessments.close_overdue", "schedule": 60.0},
    "anchor the events of attempts": {"task": "assessments.anchor_days", "schedule": 3600.0},
    "mail the dilemma of the week": {"task": "courses.send_dilemmas", "schedule": 3600.0},
    "sign what was issued without a key": {"task": "courses.sign_waiting", "schedule": 3600.0},
    "renew certificates and remind of their end": {"task": "courses.look_at_validity", "schedule": 6 * 3600.0},
    "remind of requests about certificates": {"task": "courses.remind_deciders", "schedule": 6 * 3600.0},
    "measure how exact results are": {"task": "courses.measure_bands", "schedule": 24 * 3600.0},
    "publish what is due": {"task": "cms.publish_scheduled", "schedule": 60.0},
    "report projection drift": {"task": "cms.report_drift", "schedule": 24 * 3600.0},
}
