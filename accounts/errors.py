class AccountsError(Exception):
    """Base of what can go wrong with people, organisations and the outbox; its text is fit to show."""


class InvitationError(AccountsError):
    """An invitation is unknown, used, withdrawn, expired or made out to somebody else."""
