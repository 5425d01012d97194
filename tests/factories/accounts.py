import itertools
from typing import Any

from allauth.account.models import EmailAddress

from accounts.enums import OrganisationKind, Role
from accounts.models import Invitation, Membership, Organisation, User
from accounts.services import membership

_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    defaults = {"email": f"person{number}@example.org", "display_name": f"Person {number}", "password": "correct horse"}
    return User.objects.create_user(**(defaults | fields))


def make_verified_user(**fields: Any) -> User:
    user = make_user(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(**({"name": f"City {number}", "slug": f"city-{number}"} | fields))


def make_network(*cities: Organisation, **fields: Any) -> Organisation:
    network = make_organisation(kind=OrganisationKind.NETWORK, **fields)
    network.member_cities.set(cities)
    return network


def make_membership(*, user: User, organisation: Organisation, role: str = Role.LEARNER) -> Membership:
    return Membership.objects.create(user=user, organisation=organisation, role=role)


def make_coordinator(organisation: Organisation) -> User:
    user = make_verified_user()
    make_membership(user=user, organisation=organisation, role=Role.COORDINATOR)
    return user


def make_instructor(organisation: Organisation | None = None, **fields: Any) -> User:
    user = make_user(**fields)
    make_membership(user=user, organisation=organisation or make_organisation(), role=Role.INSTRUCTOR)
    return user


def make_invitation(*, email: str, role: str = Role.LEARNER, organisation: Organisation | None = None) -> Invitation:
    return membership.invite_person(
        organisation=organisation or make_organisation(), email=email, role=role, invited_by=None
    )
