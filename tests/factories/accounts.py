import itertools
from typing import Any

from accounts.enums import Role
from accounts.models import Membership, Organisation, User

_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    defaults = {"email": f"person{number}@example.org", "display_name": f"Person {number}", "password": "correct horse"}
    return User.objects.create_user(**(defaults | fields))


def make_organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(**({"name": f"City {number}", "slug": f"city-{number}"} | fields))


def make_membership(*, user: User, organisation: Organisation, role: str = Role.LEARNER) -> Membership:
    return Membership.objects.create(user=user, organisation=organisation, role=role)
