"""From how many people on figures about a group may be told."""

# Fewer, and who knows some of them could work out the others (users-and-pains.md, section 6: ten people).
SMALLEST_GROUP = 10


def may_tell(people: int, told: int) -> bool:
    """Say whether figures about a group may be worked out anew.

    Args:
        people: in the group now.
        told: in the group when figures were last told; 0 for never.

    Returns:
        Whether so many have come that neither the figures nor what changed in them says anything about one person.
    """
    return people - told >= SMALLEST_GROUP
