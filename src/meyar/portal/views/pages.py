"""Pages without numbers of their own."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from meyar.common.language import LANGUAGES, active_language
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.publication.queries.issues import current_issues
from meyar.publication.queries.method import published_editions
from meyar.publication.queries.sitemap import published_codes


@public_page
def demonstration(request: HttpRequest) -> HttpResponse:
    """What demonstration data are. Two queries."""
    issues = current_issues(active_language())
    shown = [issue for issue in issues if issue.demonstration]
    context = page_of(shown, section="", stamped=False) | {"issues": shown}
    return render(request, "portal/demonstration.html", context)


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", page_of([], section="", stamped=False))


@public_page
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything public may be read; filtered lists are the same rows again."""
    lines = ["User-agent: *", "Disallow: /staff/", f"Sitemap: {settings.PUBLIC_ADDRESS}{reverse('portal:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def sitemap(_request: HttpRequest) -> HttpResponse:
    """All pages in all languages. Five queries."""
    rounds, bodies, services = published_codes()
    places = [
        *((name, ()) for name in ("front", "services", "bodies", "method", "data", "accessibility")),
        *(("year", (code,)) for code in rounds),
        *(("rulebook", (edition.code,)) for edition in published_editions(active_language())),
        *(("body", (code,)) for code in bodies),
        *(("service", (code,)) for code in services),
    ]
    addresses = []
    for language in LANGUAGES:
        with translation.override(language):
            addresses += [settings.PUBLIC_ADDRESS + reverse(f"portal:{name}", args=known) for name, known in places]
    lines = "".join(f"<url><loc>{address}</loc></url>\n" for address in addresses)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{namespace}">\n{lines}</urlset>\n'
    return HttpResponse(text, content_type="application/xml")
