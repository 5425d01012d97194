"""Announcements of courses. Payloads are ids only; docs/architecture.md lists them."""

from django.dispatch import Signal

# sent by services.progress inside its transaction when an enrolment is finished; payload: enrolment_id
enrolment_finished = Signal()
