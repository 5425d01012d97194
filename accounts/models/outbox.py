import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    def due(self, now: datetime.datetime) -> Self:
        return self.filter(done_at=None, available_at__lte=now)


class OutboxEntry(models.Model):
    """Work that must not be lost, written in the transaction that decided on it and done by a worker later."""

    topic = models.CharField(max_length=80)
    payload = models.JSONField()
    dedupe_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    # A claim moves available_at into the future, so that a worker that dies gives the entry back by itself.
    available_at = models.DateTimeField(default=timezone.now)
    # The task that made the claim, so that its next run knows it for its own when the first was killed.
    claimed_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outbox entries"
        indexes = [models.Index(fields=["available_at"], condition=Q(done_at=None), name="outbox_due")]
