import enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in one organisation, in order of rank."""

    LEARNER = "learner", _("learner")
    AUTHOR = "author", _("author")
    REVIEWER = "reviewer", _("reviewer")
    PUBLISHER = "publisher", _("publisher")
    INSTRUCTOR = "instructor", _("instructor")
    COORDINATOR = "coordinator", _("coordinator")

    def outranks(self, other: "Role") -> bool:
        """Tell whether somebody with this role would lose by getting the other."""
        order = list(Role)
        return order.index(self) > order.index(other)


# Those who have business in the editor; what each may do there is decided by the editor's own groups.
EDITORIAL_ROLES = frozenset({Role.AUTHOR, Role.REVIEWER, Role.PUBLISHER, Role.INSTRUCTOR})


class DilemmaMail(models.TextChoices):
    """How often a person gets the dilemma of the week by e-mail."""

    OFF = "off", _("No e-mail")
    WEEKLY = "weekly", _("Once a week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")


class OrganisationKind(models.TextChoices):
    CITY = "city", _("city")
    NETWORK = "network", _("network of cities")


class InvitationState(enum.Enum):
    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class AddressState(enum.StrEnum):
    """What would happen to one address of a list of people to invite."""

    READY = "ready"
    MEMBER = "member"
    INVITED = "invited"
    INVALID = "invalid"
    DOUBLE = "double"
