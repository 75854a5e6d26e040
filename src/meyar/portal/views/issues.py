from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.portal.sentences import headline
from meyar.portal.views.downloads import issue_downloads
from meyar.portal.views.reports import round_reports
from meyar.publication.queries.issues import issue_page


@public_page
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """An issue, in force or replaced. Six queries."""
    page = issue_page(code, active_language())
    if page is None:
        raise Http404(f"No issue is called {code}.")
    breadcrumbs = [(_("Data"), reverse("portal:data"))]
    context = page_of([page.issue], section="data", breadcrumbs=breadcrumbs) | {
        "page": page,
        "issue": page.issue,
        "headline": headline(page.issue),
        "downloads": issue_downloads(page.issue),
        "reports": round_reports(page.issue) if page.issue.current else [],
    }
    return render(request, "portal/issue.html", context)
