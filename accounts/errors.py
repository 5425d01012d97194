class AccountsError(Exception):
    """Base of what can go wrong with people, organisations and the outbox; its text is fit to show."""


class InvitationError(AccountsError):
    """An invitation is unknown, used, withdrawn, expired, pointless or made out to somebody else."""


class OrganisationError(AccountsError):
    """An organisation cannot be made as asked."""


class NotAllowedError(AccountsError):
    """The person's role does not cover what was asked."""
