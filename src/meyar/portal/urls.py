from __future__ import annotations

from django.urls import path

from meyar.portal.views import (
    bodies,
    changes,
    data,
    downloads,
    front,
    issues,
    method,
    pages,
    reports,
    service,
    services,
)

app_name = "portal"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("years/<slug:round_code>/", services.year, name="year"),
    path("years/<slug:round_code>/services.<slug:extension>", downloads.selection_file, name="selection_file"),
    path("years/<slug:round_code>/bodies/", bodies.bodies, name="bodies_of_year"),
    path("changes/<slug:code>/", changes.changes_between, name="changes"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<slug:code>/", bodies.body, name="body"),
    path("bodies/<slug:code>/<slug:round_code>/", bodies.body, name="body_in_year"),
    path("services/", services.services, name="services"),
    path("services/<slug:code>/", service.service, name="service"),
    path("services/<slug:code>/<slug:round_code>/", service.service, name="service_in_year"),
    path("issues/<slug:code>/", issues.issue, name="issue"),
    path("issues/<slug:code>/<slug:kind>.<slug:extension>", downloads.issue_file, name="issue_file"),
    path("method/", method.method, name="method"),
    path("method/compare/<slug:pair>/", method.compared, name="compared"),
    path("method/<slug:code>/", method.rulebook, name="rulebook"),
    path("method/<slug:code>/rulebook.json", downloads.rulebook_file, name="rulebook_file"),
    path("data/", data.data, name="data"),
    path("pictures/years-<slug:variant>.svg", downloads.picture, name="picture"),
    path("data/totals.<slug:extension>", downloads.totals_file, name="totals_file"),
    path("report/<slug:name>/", reports.report, name="report"),
    path("report/<slug:name>/report.<slug:extension>", reports.report_file, name="report_file"),
    path("demonstration/", pages.demonstration, name="demonstration"),
    path("about/accessibility/", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]
