from uuid import UUID


def reference_of(key: UUID) -> str:
    """Shorten the key of a submission, for people to quote it; the marker knows the work by nothing else.

    Args:
        key: of the attempt.

    Returns:
        Eight hexadecimal digits.
    """
    return key.hex[:8].upper()
