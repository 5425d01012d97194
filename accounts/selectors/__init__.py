"""Who may see and do what. Every other part of the project asks here, so that there is one answer."""

from accounts.selectors.coordinators import (
    OpenInvitation,
    OrganisationData,
    coordinated_organisations,
    people_visible_in,
    unanswered_invitations,
)
from accounts.selectors.invitees import CheckedAddress, checked_addresses
from accounts.selectors.roles import (
    InvitationData,
    MembershipData,
    current_membership,
    current_memberships,
    editorial_roles,
    has_verified_address,
    instructor_ids,
    invitation_by_token,
    is_coordinator,
    is_instructor,
    may_edit_content,
    may_invite,
    may_manage_membership,
    memberships_visible_to,
    open_invitations_for,
    organisation_ids_coordinated_by,
)

__all__ = [
    "CheckedAddress",
    "InvitationData",
    "MembershipData",
    "OpenInvitation",
    "OrganisationData",
    "checked_addresses",
    "coordinated_organisations",
    "current_membership",
    "current_memberships",
    "editorial_roles",
    "has_verified_address",
    "instructor_ids",
    "invitation_by_token",
    "is_coordinator",
    "is_instructor",
    "may_edit_content",
    "may_invite",
    "may_manage_membership",
    "memberships_visible_to",
    "open_invitations_for",
    "organisation_ids_coordinated_by",
    "people_visible_in",
    "unanswered_invitations",
]
