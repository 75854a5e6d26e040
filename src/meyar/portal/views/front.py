from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meyar.common.language import active_language
from meyar.common.templatetags.components import Segment
from meyar.common.templatetags.numbers import number
from meyar.portal.page import Card, page_of
from meyar.portal.public_page import public_page
from meyar.portal.sentences import headline, one_of, rules_changed
from meyar.portal.templatetags.portal_pages import share
from meyar.portal.views.reports import span_reports
from meyar.publication.queries.changes import Pair
from meyar.publication.queries.issues import Front, IssueSummary, Run, front


@dataclass(frozen=True)
class YearBar:
    issue: IssueSummary
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class RunOfBars:
    run: Run
    bars: tuple[YearBar, ...]
    before: IssueSummary | None  # the year on the other side of the break
    change: str  # what the line between the two says


@public_page
def front_page(request: HttpRequest) -> HttpResponse:
    """Five queries."""
    shown = front(active_language())
    if shown is None:
        return render(request, "portal/nothing_published.html", page_of([], section="results"))
    bars = tuple(_bars(shown))
    context = page_of(shown.issues, section="results") | {
        "front": shown,
        "headline": headline(shown.latest),
        "cards": list(_cards(shown)),
        "reports": span_reports(shown.issues),
        "moves": [Pair(earlier, later) for earlier, later in pairwise(shown.issues)],
        "runs": bars,
        "legend": bars[-1].bars[-1].segments,
    }
    return render(request, "portal/front.html", context)


def _bars(shown: Front) -> Iterator[RunOfBars]:
    before: IssueSummary | None = None
    for run in shown.runs:
        yield RunOfBars(
            run=run,
            bars=tuple(YearBar(issue, segments_of(issue)) for issue in run.issues),
            before=before,
            change=rules_changed(run.issues[0]) if before else "",
        )
        before = run.issues[-1]


def _cards(shown: Front) -> Iterator[Card]:
    issue, before = shown.latest, shown.before
    address = reverse("portal:year", args=[issue.round_code])
    bodies = ngettext("services assessed, %(n)s body", "services assessed, %(n)s bodies", issue.bodies)
    yield Card(number(issue.services), bodies % {"n": number(issue.bodies)}, "", address)
    if issue.has_gate and issue.share_electronised is not None:
        note = _earlier(before, before.share_electronised if before else None)
        yield Card(share(issue.share_electronised), _("are electronised"), note, f"{address}?electronised=yes")
    if issue.share_good is not None:
        note = _earlier(before, before.share_good if before else None)
        grades = one_of([grade.title.text for grade in issue.grades if grade.is_good])
        label = _("of the electronised are graded %(grades)s") if issue.has_gate else _("are graded %(grades)s")
        yield Card(share(issue.share_good), label % {"grades": grades}, note, f"{address}?grade=good")


def _earlier(before: IssueSummary | None, value: Fraction | None) -> str:
    return f"{before.year}: {share(value)}" if before and value is not None else ""


def segments_of(issue: IssueSummary) -> tuple[Segment, ...]:
    """The parts of a year's bar, not electronised first, each linked to the services it counts."""
    address = reverse("portal:year", args=[issue.round_code])
    of = len(issue.grades)
    states = [
        ("not_electronised", _("Not electronised"), issue.not_electronised, issue.has_gate),
        ("undetermined", _("Not determined"), issue.without_grade, issue.without_grade > 0),
        ("nothing_applies", _("Nothing applies"), issue.nothing_applies, issue.nothing_applies > 0),
    ]
    return (
        *(Segment(word, count, 0, of, f"{address}?grade={code}") for code, word, count, is_shown in states if is_shown),
        *(
            Segment(grade.title.text, grade.services, grade.position, of, f"{address}?grade={grade.code}")
            for grade in issue.grades
        ),
    )
