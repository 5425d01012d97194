from accounts.models.outbox import OutboxEntry
from accounts.models.people import Invitation, Membership, Organisation, User

__all__ = ["Invitation", "Membership", "Organisation", "OutboxEntry", "User"]
