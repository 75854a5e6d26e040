from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.common.templatetags.components import tone
from meyar.portal.page import page_of, web_address
from meyar.portal.public_page import public_page
from meyar.portal.sentences import distance, robustness
from meyar.portal.views.years import issue_in
from meyar.publication.queries.issues import current_issues
from meyar.publication.queries.service import ServicePage, service_page


@public_page
def service(request: HttpRequest, code: str, round_code: str = "") -> HttpResponse:
    """Six queries."""
    page = service_page(code, active_language(), round_code)
    if page is None:
        raise Http404(f"No published service is called {code}.")
    issues = current_issues(active_language())
    issue = issue_in(issues, page.round_code)
    breadcrumbs = [
        (_("Services"), reverse("portal:year", args=[page.round_code])),
        (page.body_name.text, reverse("portal:body_in_year", args=[page.body_code, page.round_code])),
    ]
    context = page_of([issue], section="services", breadcrumbs=breadcrumbs) | {
        "service": page,
        "issue": issue,
        "earlier": [year for year in page.years if year.year < page.year],
        "distance": distance(page),
        "robustness": robustness(page),
        "tone": tone(page.grade.position if page.grade else None, len(issue.grades)),
        "points_are_percent": _points_are_percent(page),
        "has_break": any(year.breaks for year in page.years),
        "addresses": [address for address in map(web_address, (page.portal_address, page.site_address)) if address],
    }
    return render(request, "portal/service.html", context)


def _points_are_percent(page: ServicePage) -> bool:
    """Whether the percent is the share of points, as when everything applies and no weight was given."""
    return bool(page.points is not None and page.maximum and 100 * page.points / page.maximum == page.percent)
