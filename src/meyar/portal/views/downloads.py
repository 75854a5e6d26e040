"""Files of published rows, made when asked for and named by the issue they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.common.templatetags.components import Download
from meyar.common.templatetags.numbers import date_short
from meyar.documents import csv_bytes
from meyar.documents.xlsx_out import NAME_LENGTH, BookAbout, Column, SheetOut, workbook_bytes
from meyar.portal.forms import ServiceFilters
from meyar.portal.public_page import public_page
from meyar.portal.views.years import issue_in
from meyar.publication.queries import downloads
from meyar.publication.queries.downloads import Rows
from meyar.publication.queries.issues import IssueSummary, current_issues, issue_page, pictures_of, tables_of
from meyar.publication.queries.method import rulebook_json
from meyar.publication.queries.services import choices_of

FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDTHS: Final = {"title": 60, "name": 40, "body": 24, "service": 24, "parameter": 28, "reason": 40, "evidence": 40}
_ROWS: Final[dict[str, Callable[[IssueSummary], Rows]]] = {
    "results": downloads.results,
    "answers": downloads.answers,
    "bodies": downloads.bodies,
}


@public_page
def selection_file(request: HttpRequest, round_code: str, extension: str) -> HttpResponse:
    """All rows of a selection of a year's services. A filter that cannot be read is refused, not ignored."""
    issue = issue_in(current_issues(active_language()), round_code)
    filters = ServiceFilters(request.GET, choices=choices_of(issue, active_language()))
    if not filters.is_valid():
        lines = [f"{name}: {message}" for name, messages in filters.errors.items() for message in messages]
        return HttpResponseBadRequest("\n".join(lines), content_type="text/plain; charset=utf-8")
    return _file(downloads.results(issue, filters.selection()), f"meyar-{issue.code}-selection", extension, [issue])


@public_page
def issue_file(_request: HttpRequest, code: str, kind: str, extension: str) -> HttpResponse:
    """All rows of one kind of an issue, in force or replaced."""
    page = issue_page(code, active_language())
    if page is None or kind not in _ROWS:
        raise Http404(f"No file {kind} of issue {code}.")
    return _file(_ROWS[kind](page.issue), f"meyar-{code}-{kind}", extension, [page.issue])


@public_page
def totals_file(_request: HttpRequest, extension: str) -> HttpResponse:
    """The years whose grades are those of the latest."""
    issues = current_issues(active_language())
    if not issues:
        raise Http404("Nothing is published yet.")
    shown = tables_of(issues)[-1].issues
    return _file(downloads.totals(shown), "meyar-totals", extension, shown)


@public_page
def rulebook_file(_request: HttpRequest, code: str) -> HttpResponse:
    """The canonical JSON: its SHA-256 is the checksum the issues name."""
    text = rulebook_json(code)
    if text is None:
        raise Http404(f"No published edition is called {code}.")
    response = HttpResponse(text.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="meyar-rulebook-{code}.json"'
    return response


@public_page
def picture(_request: HttpRequest, variant: str) -> HttpResponse:
    """The years as one picture, in the language of the address."""
    issues = current_issues(active_language())
    for drawn in pictures_of(issues, active_language()) if issues else ():
        if drawn.variant == variant:
            response = HttpResponse(drawn.svg.encode(), content_type="image/svg+xml")
            response.headers["Content-Disposition"] = f'attachment; filename="meyar-years-{variant}.svg"'
            return response
    raise Http404(f"There is no {variant} picture of the years.")


def selection_downloads(issue: IssueSummary, query: QueryDict) -> list[Download]:
    kept = query.copy()
    kept.pop("page", None)
    tail = f"?{kept.urlencode()}" if kept else ""
    return [
        Download(extension.upper(), reverse("portal:selection_file", args=[issue.round_code, extension]) + tail)
        for extension in FORMATS
    ]


def issue_downloads(issue: IssueSummary) -> list[tuple[str, list[Download]]]:
    """(what it is, its files) for every kind of rows of an issue."""
    names = {
        "results": _("Services and their grades"),
        "answers": _("Answers, parameter by parameter"),
        "bodies": _("Bodies"),
    }
    return [
        (
            name,
            [
                Download(extension.upper(), reverse("portal:issue_file", args=[issue.code, kind, extension]))
                for extension in FORMATS
            ],
        )
        for kind, name in names.items()
    ]


def _file(rows: Rows, name: str, extension: str, issues: Sequence[IssueSummary]) -> HttpResponse:
    if extension not in FORMATS:
        raise Http404(f"No files are written as {extension}.")
    data = csv_bytes([rows.header, *rows.rows]) if extension == "csv" else _workbook(rows, name, issues)
    response = HttpResponse(data, content_type=FORMATS[extension])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def _workbook(rows: Rows, name: str, issues: Sequence[IssueSummary]) -> bytes:
    notes = [
        _("Issue %(code)s, published %(day)s, checksum (SHA-256) %(sha256)s")
        % {"code": issue.code, "day": date_short(issue.published_at), "sha256": issue.content_sha256}
        for issue in issues
    ]
    if any(issue.demonstration for issue in issues):
        notes.append(_("Demonstration data: the answers for individual services, and so their grades, are made up."))
    latest = max(issues, key=lambda issue: issue.published_at)
    sheet = SheetOut(
        name=name[:NAME_LENGTH],
        columns=[Column(title, width=_WIDTHS.get(title.partition("_")[0], 12)) for title in rows.header],
        rows=rows.rows,
        notes=notes,
    )
    about = BookAbout(
        title=name,
        created=latest.published_at,
        author=latest.published_by,
        fingerprint=latest.content_sha256,
        language=active_language(),
    )
    return workbook_bytes([sheet], about=about)
