"""The draw of a red pen."""

from typing import Any

from assessments.rules.scorers.papers import parts
from assessments.rules.types.kinds import Definition


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order of the other wordings of each clause, and of what is to be put in order.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        As `papers.parts.draw`; verbs keep their places.
    """
    return parts.draw(definition, seed, definition["verbs"])
