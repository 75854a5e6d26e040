from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meyar.common.language import active_language
from meyar.common.templatetags.components import Segment
from meyar.common.templatetags.numbers import number
from meyar.portal.labels import COUNTED_STATES
from meyar.portal.page import Card, page_of, web_address
from meyar.portal.public_page import public_page
from meyar.portal.sentences import body_headline, one_of, or_better
from meyar.portal.templatetags.portal_pages import share
from meyar.portal.views.years import issue_in
from meyar.publication.queries.bodies import (
    BODY_SORTS,
    TOO_FEW_FOR_PERCENT,
    BodyPage,
    BodyRow,
    YearOfBody,
    body_page,
    body_table,
)
from meyar.publication.queries.issues import IssueSummary, current_issues


@public_page
def bodies(request: HttpRequest, round_code: str = "") -> HttpResponse:
    """Three queries."""
    issues = current_issues(active_language())
    if not issues:
        return render(request, "portal/nothing_published.html", page_of([], section="bodies"))
    issue = issue_in(issues, round_code) if round_code else issues[-1]
    asked = request.GET.get("sort", "name")
    sort = asked if asked.removeprefix("-") in BODY_SORTS else "name"
    rows = body_table(issue, active_language(), sort.removeprefix("-"), descending=sort.startswith("-"))
    context = page_of([issue], section="bodies") | {
        "issues": issues,
        "issue": issue,
        "rows": rows,
        "sort": sort,
        "query": request.GET,
        "too_few": TOO_FEW_FOR_PERCENT,
        "good_label": or_better(issue.grades),
    }
    return render(request, "portal/bodies.html", context)


@public_page
def body(request: HttpRequest, code: str, round_code: str = "") -> HttpResponse:
    """Six queries."""
    page = body_page(code, active_language(), round_code)
    if page is None:
        raise Http404(f"No published body is called {code}.")
    issues = current_issues(active_language())
    issue = issue_in(issues, page.round_code)
    breadcrumbs = [(_("Bodies"), reverse("portal:bodies_of_year", args=[page.round_code]))]
    context = page_of([issue], section="bodies", breadcrumbs=breadcrumbs) | {
        "body": page,
        "issue": issue,
        "of": len(issue.grades),
        "headline": body_headline(page.row, issue),
        "cards": list(_cards(page, issue)),
        "site": web_address(page.site_address),
        "bars": [(year, _segments(year, issues)) for year in page.years],
        "legend": _segments(page.years[-1], issues),
        "too_few": TOO_FEW_FOR_PERCENT,
    }
    return render(request, "portal/body.html", context)


def _cards(page: BodyPage, issue: IssueSummary) -> Iterator[Card]:
    row = page.row
    address = f"{reverse('portal:year', args=[issue.round_code])}?body={row.code}"
    services = ngettext("service", "services", row.services)
    yield Card(number(row.services), services, "", address)
    if issue.has_gate:
        yield Card(number(row.electronised), _("electronised"), "", f"{address}&electronised=yes")
    grades = one_of([grade.title.text for grade in issue.grades if grade.is_good])
    label = _("are graded %(grades)s") % {"grades": grades}
    if row.share_good is not None:
        note = _("%(good)s of %(graded)s") % {"good": number(row.good), "graded": number(row.graded)}
        yield Card(share(row.share_good), label, note, f"{address}&grade=good")
    elif row.graded:
        note = _("of %(graded)s graded: too few for a percent") % {"graded": number(row.graded)}
        yield Card(number(row.good), label, note, f"{address}&grade=good")


def _segments(year: YearOfBody, issues: tuple[IssueSummary, ...]) -> list[Segment]:
    row: BodyRow = year.row
    of = len(row.grades)
    address = reverse("portal:year", args=[year.round_code])
    link = f"{address}?body={row.code}&grade="
    segments = [
        Segment(grade.title.text, grade.services, grade.position, of, link + grade.code) for grade in row.grades
    ]
    has_gate = next(issue.has_gate for issue in issues if issue.round_code == year.round_code)
    rest = row.services - row.not_electronised - row.graded
    if rest:
        segments.insert(0, Segment(str(COUNTED_STATES["undetermined"]), rest, 0, of))
    if has_gate:
        name = str(COUNTED_STATES["not_electronised"])
        segments.insert(0, Segment(name, row.not_electronised, 0, of, link + "not_electronised"))
    return segments
