from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meyar.common.language import active_language
from meyar.portal.columns import column_groups
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.portal.sentences import citation
from meyar.portal.views.downloads import issue_downloads
from meyar.portal.views.reports import span_reports
from meyar.publication.queries.issues import all_issues
from meyar.publication.queries.method import published_editions


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """Every file, every issue, how to cite and how to check. Four queries."""
    issues = all_issues(active_language())
    if not issues:
        return render(request, "portal/nothing_published.html", page_of([], section="data"))
    current = [issue for issue in issues if issue.current]
    context = page_of(current, section="data") | {
        "issues": [(issue, issue_downloads(issue)) for issue in reversed(current)],
        "replaced": [issue for issue in issues if not issue.current],
        "latest": current[-1],
        "editions": published_editions(active_language()),
        "reports": span_reports(current),
        "column_groups": column_groups(),
        "citation": citation(current[-1], settings.PUBLIC_ADDRESS + reverse("portal:issue", args=[current[-1].code])),
    }
    return render(request, "portal/data.html", context)
