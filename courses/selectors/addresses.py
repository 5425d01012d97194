from functools import lru_cache

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
