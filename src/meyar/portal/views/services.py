from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meyar.common.language import active_language
from meyar.portal.forms import ServiceFilters
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.portal.views.downloads import selection_downloads
from meyar.portal.views.years import issue_in
from meyar.publication.queries.issues import IssueSummary, current_issues
from meyar.publication.queries.services import PAGE_SIZE, choices_of, service_list


@public_page
def services(request: HttpRequest) -> HttpResponse:
    """The list of the latest year. Five queries."""
    issues = current_issues(active_language())
    if not issues:
        return render(request, "portal/nothing_published.html", page_of([], section="services"))
    return _list(request, issues, issues[-1])


@public_page
def year(request: HttpRequest, round_code: str) -> HttpResponse:
    """The list of one year. Five queries."""
    issues = current_issues(active_language())
    return _list(request, issues, issue_in(issues, round_code))


def _list(request: HttpRequest, issues: tuple[IssueSummary, ...], issue: IssueSummary) -> HttpResponse:
    filters = ServiceFilters(request.GET, choices=choices_of(issue, active_language()))
    filters.is_valid()
    shown = service_list(issue, filters.selection(), active_language())
    page = Paginator(range(shown.total), PAGE_SIZE).page(shown.selection.page)
    context = page_of([issue], section="services") | {
        "issues": issues,
        "issue": issue,
        "filters": filters,
        "list": shown,
        "page": page,
        "sort": f"-{shown.selection.sort}" if shown.selection.descending else shown.selection.sort,
        "query": request.GET,
        "criterion": _title_of(filters, "criterion", shown.selection.criterion),
        "downloads": selection_downloads(issue, request.GET),
    }
    fragment = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "portal/_services_swap.html" if fragment else "portal/services.html", context)


def _title_of(filters: ServiceFilters, field: str, code: str) -> str:
    choices = dict(filters.fields[field].choices)  # type: ignore[attr-defined]
    return str(choices[code]) if code else ""
