"""What every page says about the installation it belongs to."""

from django.conf import settings
from django.http import HttpRequest


def authority(_request: HttpRequest) -> dict[str, object]:
    """``authority_name`` and ``demonstration`` (True when everyone in the data is invented)."""
    return {
        "authority_name": settings.AUTHORITY_NAME,
        "demonstration": settings.DEMONSTRATION,
    }
