from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    """Name what every template may need to know of the installation."""
    return {"site_name": settings.CHANCERY_SITE_NAME, "is_demo": settings.CHANCERY_DEMO}
