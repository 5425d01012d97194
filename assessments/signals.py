"""Announcements of assessments. Payloads are ids only; docs/architecture.md lists them."""

from django.dispatch import Signal

# sent by services.submit_attempt inside the submit transaction, for attempts that count; payload: attempt_id,
# exercise_id, learner_id
attempt_scored = Signal()

# sent by services.void_attempt in its transaction, for attempts that counted or could have; the same payload
attempt_voided = Signal()

# sent by services.publish_definition in its transaction, when other tries count or pass by now; payload: exercise_id
counting_changed = Signal()

# sent by services.rescoring once for each part of a rescoring, in the transaction that lets other scores count;
# payload: attempt_ids, exercise_id, learner_ids (of those whose points changed), cause (key of the rescoring)
scores_changed = Signal()

# sent likewise when a rescoring is undone; the same payload
scores_restored = Signal()
