from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the language switch that keeps the page, as (code, label, address, is current)."""
    here = request.get_full_path()
    return {
        "language_links": [
            (code, label, translate_url(here, code), code == get_language()) for code, label in settings.LANGUAGES
        ],
        "public_address": settings.PUBLIC_ADDRESS,
    }
