from __future__ import annotations

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.publication.queries.issues import current_issues
from meyar.publication.queries.method import comparison, published_editions, rulebook_page


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """How a grade comes about, and the editions of the Rules. Three queries."""
    editions = published_editions(active_language())
    if not editions:
        return render(request, "portal/nothing_published.html", page_of([], section="method"))
    context = page_of(current_issues(active_language()), section="method") | {
        "editions": editions,
        "pairs": list(pairwise(editions)),
        "example": rulebook_page(editions[-1].code, active_language()),
    }
    return render(request, "portal/method.html", context)


@public_page
def rulebook(request: HttpRequest, code: str) -> HttpResponse:
    """One edition in full. Three queries."""
    page = rulebook_page(code, active_language())
    if page is None:
        raise Http404(f"No published edition of the Rules is called {code}.")
    graded = [issue for issue in current_issues(active_language()) if issue.rulebook_code == code]
    breadcrumbs = [(_("Method"), reverse("portal:method"))]
    context = page_of(graded, section="method", breadcrumbs=breadcrumbs, stamped=False) | {
        "rulebook": page,
        "issues": graded,
        "of": len(page.bands),
    }
    return render(request, "portal/rulebook.html", context)


@public_page
def compared(request: HttpRequest, pair: str) -> HttpResponse:
    """Two editions side by side. Three queries."""
    page = comparison(pair, active_language())
    if page is None:
        raise Http404(f"{pair} does not name two published editions of the Rules.")
    breadcrumbs = [(_("Method"), reverse("portal:method"))]
    context = page_of(current_issues(active_language()), section="method", breadcrumbs=breadcrumbs, stamped=False)
    return render(request, "portal/compared.html", context | {"comparison": page})
