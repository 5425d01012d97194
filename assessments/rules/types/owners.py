from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Owner:
    """Who an attempt belongs to: exactly one of a learner and a guest.

    Attributes:
        learner_id: row id of a person with an account.
        guest: the random token of a visitor without one; whoever knows it is the guest.
    """

    learner_id: int | None = None
    guest: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse nobody and two at once.

        Raises:
            ValueError: not exactly one is given.
        """
        if (self.learner_id is None) == (self.guest is None):
            raise ValueError("An owner is either a learner or a guest.")

    @property
    def is_guest(self) -> bool:
        """Whether it is somebody without an account."""
        return self.guest is not None
