class CredentialError(Exception):
    """Base of what can go wrong with keys and credentials; its text is fit for whoever runs the site."""


class KeyFileError(CredentialError):
    """A key is missing, unreadable, of the wrong kind, or open to others."""


class ProofError(CredentialError):
    """A signature, or what it covers, does not hold."""


class UnknownIssuerError(CredentialError):
    """What is needed to check a signature is not at hand."""


class BakingError(CredentialError):
    """A picture cannot carry a credential, or carries none."""
