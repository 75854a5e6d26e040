"""The yearly report: as a page, and as the files kept ready for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.portal.page import page_of
from meyar.portal.public_page import public_page
from meyar.publication.queries.issues import IssueSummary, current_issues
from meyar.reports.choices import FORMATS, MEDIA_TYPES
from meyar.reports.writing import ReportRefused, kept_report, kept_reports, report_article, span_of


@dataclass(frozen=True)
class ReportLink:
    label: str
    url: str
    is_file: bool = True


@public_page
def report(request: HttpRequest, name: str) -> HttpResponse:
    """The report of a round or of a span of years, as one page. Ten queries."""
    try:
        first, last = span_of(name)
        article = report_article(first, last, language=active_language())
    except ReportRefused as refusal:
        raise Http404(str(refusal)) from refusal
    issues = [issue for issue in current_issues(active_language()) if _belongs(issue, first, last)]
    breadcrumbs = [(_("Data"), reverse("portal:data"))]
    context = page_of(issues, section="data", breadcrumbs=breadcrumbs)
    return render(request, "portal/report.html", context | {"article": article, "files": _files(name)})


@public_page
def report_file(_request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """A file kept ready; 404 where it is not written."""
    form = next((one for one in FORMATS if one == extension), None)
    if form is None:
        raise Http404(f"Reports are not written as {extension}; accepted: {', '.join(FORMATS)}.")
    try:
        first, last = span_of(name)
    except ReportRefused as refusal:
        raise Http404(str(refusal)) from refusal
    path = kept_report(first, last, format=form, language=active_language())
    if path is None:
        raise Http404(f"The report {name} is not kept as {extension}.")
    response = HttpResponse(path.read_bytes(), content_type=MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="meyar-{path.name}"'
    return response


def span_reports(issues: Sequence[IssueSummary]) -> list[ReportLink]:
    """The report of all years together, where no year has several rounds."""
    years = [issue.year for issue in issues]
    if len(issues) < 2 or len(set(years)) < len(years):
        return round_reports(issues[-1])
    return _links(f"{years[0]}-{years[-1]}")


def round_reports(issue: IssueSummary) -> list[ReportLink]:
    return _links(issue.round_code)


def _links(name: str) -> list[ReportLink]:
    page = ReportLink(_("to read"), reverse("portal:report", args=[name]), is_file=False)
    return [page, *_files(name)]


def _files(name: str) -> list[ReportLink]:
    first, last = span_of(name)
    return [
        ReportLink(form.upper(), reverse("portal:report_file", args=[name, form]))
        for form in kept_reports(first, last, language=active_language())
        if form != "html"  # the page says the same
    ]


def _belongs(issue: IssueSummary, first: int | str, last: int | str) -> bool:
    if isinstance(first, int) and isinstance(last, int):
        return first <= issue.year <= last
    return issue.round_code == first or str(issue.year) == first
