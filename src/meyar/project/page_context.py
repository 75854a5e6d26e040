from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs, error pages too: the way home and the language switch that keeps the page."""
    here = request.get_full_path()
    return {
        "home_url": reverse("portal:front"),
        # (code, label, address, is current)
        "language_links": [
            (code, label, translate_url(here, code), code == get_language()) for code, label in settings.LANGUAGES
        ],
        "public_address": settings.PUBLIC_ADDRESS,
    }
