"""The list of services of one issue: filtered, searched, sorted, paged, counted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db.models import Count, F, OrderBy, OuterRef, Q, QuerySet, Subquery

from meyar.common.azerbaijani import fold
from meyar.common.fractions import fraction_of, fraction_text
from meyar.common.language import Wording, wording
from meyar.publication.models import IssueBody, IssueCriterionScore, IssueService
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.issues import GradeCount, IssueSummary
from meyar.publication.queries.shown import shown_percent
from meyar.publication.queries.words import words
from meyar.scoring import EdgeOwnership, Edition

PAGE_SIZE: Final = 50
STATES: Final = ("not_electronised", "undetermined", "nothing_applies")
SORTS: Final = ("number", "title", "body", "percent", "grade", "criterion")


@dataclass(frozen=True)
class Selection:
    """What is chosen of an issue's services; empty means everything."""

    body: str = ""  # its code
    grade: str = ""  # a grade's code, a state of STATES, "graded" or "good"
    electronised: str = ""  # yes, no
    criterion: str = ""  # with band: services whose percent on this criterion lies in the band
    band: str = ""  # a grade's code
    search: str = ""
    sort: str = "number"  # one of SORTS
    descending: bool = False
    page: int = 1

    @property
    def is_everything(self) -> bool:
        return not (self.body or self.grade or self.electronised or (self.criterion and self.band) or self.search)

    def sorted_by(self, sort: str, *, descending: bool) -> Selection:
        return replace(self, sort=sort, descending=descending, page=1)


@dataclass(frozen=True)
class Choice:
    code: str
    title: Wording


@dataclass(frozen=True)
class Choices:
    """What the filters of an issue offer."""

    bodies: tuple[Choice, ...]
    grades: tuple[GradeCount, ...]
    criteria: tuple[Choice, ...]
    has_gate: bool
    has_undetermined: bool
    has_nothing_applies: bool


@dataclass(frozen=True)
class ServiceRow:
    code: str
    number: str
    title: Wording
    body_code: str
    body_name: Wording
    state: str  # graded, not_electronised, undetermined, nothing_applies
    grade: str  # empty unless graded
    grade_position: int
    grade_title: Wording | None
    percent: Fraction | None
    percent_shown: Decimal | None
    criterion_percent: Fraction | None  # on the criterion of the selection
    demonstration: bool


@dataclass(frozen=True)
class StateCount:
    """How many of the selection have a grade (code of the grade) or are in another state (code of the state)."""

    code: str
    title: Wording | None  # None for a state
    position: int  # of the grade; 0 for a state
    services: int


@dataclass(frozen=True)
class ServiceList:
    issue: IssueSummary
    selection: Selection
    rows: tuple[ServiceRow, ...]
    total: int
    pages: int
    counts: tuple[StateCount, ...]  # of the whole selection, states first, then grades from the lowest; zeros left out

    @property
    def first(self) -> int:
        return (self.selection.page - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.selection.page * PAGE_SIZE, self.total)


def service_list(issue: IssueSummary, selection: Selection, language: str) -> ServiceList:
    """One page of the selection. A page beyond the last is the last one. Two queries."""
    edition = edition_by_hash(issue.rulebook_sha256)
    chosen = selected_services(issue, selection)
    counts = _counts(chosen, issue)
    total = sum(count.services for count in counts)
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(1, selection.page), pages)
    start = (page - 1) * PAGE_SIZE
    shown = sorted_services(chosen, selection)[start : start + PAGE_SIZE]
    return ServiceList(
        issue=issue,
        selection=replace(selection, page=page),
        rows=service_rows(shown, edition, language),
        total=total,
        pages=pages,
        counts=counts,
    )


def choices_of(issue: IssueSummary, language: str) -> Choices:
    """One query."""
    edition = edition_by_hash(issue.rulebook_sha256)
    bodies = IssueBody.objects.filter(issue__code=issue.code).order_by("sort_key")
    return Choices(
        bodies=tuple(Choice(body.code, words(body, "name", language)) for body in bodies),
        grades=issue.grades,
        criteria=tuple(Choice(one.code, wording(one.title, language)) for one in edition.criteria),
        has_gate=issue.has_gate,
        has_undetermined=issue.without_grade > 0,
        has_nothing_applies=issue.nothing_applies > 0,
    )


def selected_services(issue: IssueSummary, selection: Selection) -> QuerySet[IssueService]:
    """The rows of a selection, unordered; the downloads take the same ones."""
    rows = IssueService.objects.filter(issue__code=issue.code)
    if selection.body:
        rows = rows.filter(body__code=selection.body)
    if selection.grade:
        rows = rows.filter(_graded_as(selection.grade, issue))
    if selection.electronised:
        rows = rows.filter(electronised=selection.electronised == "yes")
    if selection.criterion and selection.band:
        edition = edition_by_hash(issue.rulebook_sha256)
        rows = rows.filter(_in_band(edition, selection.criterion, selection.band))
    for word in fold(selection.search).split():
        rows = rows.filter(search_key__contains=word)
    if selection.criterion:
        scores = IssueCriterionScore.objects.filter(service=OuterRef("pk"), criterion=selection.criterion)
        rows = rows.annotate(
            criterion_micro=Subquery(scores.values("percent_micro")[:1]),
            criterion_percent=Subquery(scores.values("percent")[:1]),
        )
    return rows


def sorted_services(rows: QuerySet[IssueService], selection: Selection) -> QuerySet[IssueService]:
    """What has no value comes last; what is equal, in the order of the List."""
    return rows.select_related("body").order_by(*_order(selection))


def service_rows(rows: Iterable[IssueService], edition: Edition, language: str) -> tuple[ServiceRow, ...]:
    titles = {grade.code: wording(grade.title, language) for grade in edition.grades}
    return tuple(
        ServiceRow(
            code=row.code,
            number=row.number,
            title=words(row, "title", language),
            body_code=row.body.code,
            body_name=words(row.body, "name", language),
            state=row.state,
            grade=row.grade,
            grade_position=row.grade_position,
            grade_title=titles.get(row.grade),
            percent=fraction_of(row.percent),
            percent_shown=shown_percent(edition, fraction_of(row.percent)),
            criterion_percent=fraction_of(getattr(row, "criterion_percent", None) or ""),
            demonstration=row.demonstration,
        )
        for row in rows
    )


def _graded_as(grade: str, issue: IssueSummary) -> Q:
    if grade == "graded":
        return ~Q(grade="")
    if grade == "good":
        return Q(grade__in=[one.code for one in issue.grades if one.is_good])
    if grade in STATES:
        return Q(state=grade, grade="")
    return Q(grade=grade)


def _in_band(edition: Edition, criterion: str, band: str) -> Q:
    """Percents are compared by their floor in millionths; an edge has at most four places, so this is exact."""
    index = edition.grade_index(band)
    inside = IssueCriterionScore.objects.filter(criterion=criterion, percent_micro__isnull=False)
    if index > 0:
        inside = inside.filter(_reaches(edition, index))
    if index + 1 < len(edition.grades):
        inside = inside.exclude(_reaches(edition, index + 1))
    return Q(pk__in=inside.values("service"))


def _reaches(edition: Edition, index: int) -> Q:
    begins_at = edition.grades[index].begins_at
    reached = Q(percent_micro__gte=int(begins_at * 1_000_000))
    if edition.policy.edges is EdgeOwnership.LOWER_CLOSED:
        return reached
    return reached & ~Q(percent=fraction_text(begins_at))


def _order(selection: Selection) -> list[OrderBy | str]:
    keys = {
        "number": ["position"],
        "title": ["sort_key"],
        "body": ["body__sort_key"],
        "percent": ["percent_micro"],
        "grade": ["grade_position"],
        "criterion": ["criterion_micro"] if selection.criterion else ["position"],
    }[selection.sort]
    down = selection.descending
    ordered: list[OrderBy | str] = [
        F(key).desc(nulls_last=True) if down else F(key).asc(nulls_last=True) for key in keys
    ]
    return [*ordered, "position", "pk"]


def _counts(rows: QuerySet[IssueService], issue: IssueSummary) -> tuple[StateCount, ...]:
    counted = rows.order_by().values_list("grade", "state").annotate(services=Count("pk"))
    by_code: dict[str, int] = {}
    for grade, state, services in counted:
        by_code[grade or state] = by_code.get(grade or state, 0) + services
    states = [StateCount(code, None, 0, by_code[code]) for code in STATES if by_code.get(code)]
    grades = [
        StateCount(grade.code, grade.title, grade.position, by_code[grade.code])
        for grade in issue.grades
        if by_code.get(grade.code)
    ]
    return (*states, *grades)
