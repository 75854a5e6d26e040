"""
What every public page has in common: it may be kept by anyone who asks again whether it changed (an ETag of its
bytes), and it is refused, loudly, where a total differs from the rows behind it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from meyar.portal.page import page_of
from meyar.publication.queries.totals import TotalsDisagree

_log = logging.getLogger("meyar.portal")

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        try:
            response = view(request, *arguments, **keywords)
        except TotalsDisagree as disagreement:
            return _refused(request, disagreement)
        if response.status_code != 200 or request.method not in {"GET", "HEAD"}:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["HX-Request", "Accept-Language"])
        answer = get_conditional_response(request, etag=etag, response=response)
        assert isinstance(answer, HttpResponse)
        return answer

    return shown


def _refused(request: HttpRequest, disagreement: TotalsDisagree) -> HttpResponse:
    _log.error("A page was refused: %s", disagreement)
    context = page_of([], section="results") | {"disagreements": str(disagreement).split("; ")}
    response = render(request, "portal/totals_disagree.html", context, status=500)
    response.headers["Cache-Control"] = "no-store"
    return response
