"""Cities and networks of cities."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from accounts.errors import OrganisationError
from accounts.models import Organisation


@transaction.atomic
def create_organisation(
    *, name: str, slug: str = "", kind: str = OrganisationKind.CITY, network_id: int | None = None
) -> Organisation:
    """Make an organisation.

    Args:
        name: as shown to its people.
        slug: short name for addresses and commands; made from the name when empty.
        kind: a value of OrganisationKind.
        network_id: the network that the city belongs to; None for none.

    Raises:
        OrganisationError: there is no name, or the slug is taken. So a second call changes nothing.
    """
    slug = slug or slugify(name)[:80]
    if not slug:
        raise OrganisationError(_("An organisation needs a name with letters in it."))
    if Organisation.objects.filter(slug=slug).exists():
        raise OrganisationError(_("There is an organisation “%(slug)s” already.") % {"slug": slug})
    organisation = Organisation.objects.create(name=name.strip(), slug=slug, kind=kind)
    if network_id is not None:
        organisation.networks.add(network_id)
    return organisation
