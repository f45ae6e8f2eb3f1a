"""What every page knows: who looks at it, as whom, in which language, where this person may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    """The values that the frame of a page shows."""
    places = getattr(request, "places", ())
    inside = [place for place in places if _leads_to(place.url, request.path)]
    return {
        "person": getattr(request, "person", None),
        "page_language": get_language() or "zh-hans",
        "places": places,
        "place_now": max(inside, key=lambda place: len(place.url), default=None),
    }


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
