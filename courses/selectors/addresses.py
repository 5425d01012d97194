from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


@lru_cache(maxsize=10_000)
def learn_address(name: str, *slugs: str) -> str:
    """Return an address of the learner's side; a page lists dozens, and they never change while the site runs.

    Args:
        name: of a route of this app.
        slugs: of course, lesson and exercise, as the route wants them.

    Returns:
        A path.
    """
    return reverse(f"courses:{name}", args=slugs)


def site_of(address: str) -> str:
    """Tell under which address of this site something stands, today's or a former one.

    Args:
        address: any absolute address.

    Returns:
        Scheme and host; empty for another site. A demonstration takes every site for its own: it has the port that it
        was started with.

    Raises:
        ValueError: it is no address.
    """
    parts = urlsplit(address)
    site = f"{parts.scheme}://{parts.netloc}"
    is_ours = settings.CHANCERY_DEMO or site in {settings.CHANCERY_PUBLIC_URL, *settings.CHANCERY_FORMER_URLS}
    return site if is_ours else ""
