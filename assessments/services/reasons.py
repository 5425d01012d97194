from django.utils.translation import gettext as _

from assessments.errors import ReasonError

SHORTEST = 10
LONGEST = 2000


def read_reason(text: str) -> str:
    """Read a reason or an answer that somebody wrote.

    Args:
        text: as it was sent.

    Returns:
        The same, with plain line ends and nothing around it.

    Raises:
        ReasonError: it has not 10 to 2000 characters.
    """
    reason = "\n".join(line.rstrip() for line in text.replace("\0", "").splitlines()).strip()
    if not SHORTEST <= len(reason) <= LONGEST:
        raise ReasonError(_("Write between %(least)s and %(most)s characters.") % {"least": SHORTEST, "most": LONGEST})
    return reason
