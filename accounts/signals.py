"""Announcements of accounts. Payloads are ids only; docs/architecture.md lists them."""

from django.dispatch import Signal

# sent by services.outbox inside the transaction that adds work, and where a sweep leaves some; no payload
outbox_entry_added = Signal()

# sent by services.membership when a membership starts, ends or changes its role; payload: user_id
membership_changed = Signal()

# sent by services.membership inside the transaction in which an invitation is accepted; payload: user_id, membership_id
invitation_accepted = Signal()
