from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from meyar.publication.models import Issue, IssueGrade, IssueService


class TotalsDisagree(Exception):
    """A published total differs from a query over the published rows."""


@dataclass(frozen=True, slots=True)
class YearTotals:
    year: int
    round_code: str
    bodies: int
    services: int
    electronised: int
    not_electronised: int
    grades: tuple[tuple[str, int], ...]  # (code, services), lowest first


def current_totals(*, graded_in: Sequence[str] | None = None) -> list[YearTotals]:
    """
    The totals of the current issues by year, counted over their rows. Three queries.

    Args:
        graded_in: Only the rounds graded in exactly these grades, in this order.

    Raises:
        TotalsDisagree: An issue's stored totals are not the counted ones.
    """
    issues = list(Issue.objects.filter(current=True).order_by("year", "round_code"))
    grades: dict[int, list[str]] = {issue.pk: [] for issue in issues}
    for issue_id, code in (
        IssueGrade.objects.filter(issue__current=True).order_by("position").values_list("issue_id", "code")
    ):
        grades[issue_id].append(code)
    rows = (
        IssueService.objects.filter(issue__current=True)
        .order_by()
        .values_list("issue_id", "body_id", "state", "grade")
        .annotate(services=Count("pk"))
    )
    counted = {issue.pk: _Count() for issue in issues}
    for issue_id, body, state, grade, services in rows:
        counted[issue_id].add(body, state, grade, services)
    wanted = list(graded_in) if graded_in is not None else None
    return [
        counted[issue.pk].totals(issue, grades[issue.pk])
        for issue in issues
        if wanted is None or grades[issue.pk] == wanted
    ]


class _Count:
    def __init__(self) -> None:
        self.bodies: set[int] = set()
        self.services = 0
        self.not_electronised = 0
        self.grades: dict[str, int] = {}

    def add(self, body: int, state: str, grade: str, services: int) -> None:
        self.bodies.add(body)
        self.services += services
        if state == "not_electronised":
            self.not_electronised += services
        if grade:
            self.grades[grade] = self.grades.get(grade, 0) + services

    def totals(self, issue: Issue, codes: Sequence[str]) -> YearTotals:
        electronised = self.services - self.not_electronised - issue.undetermined
        stored = (issue.bodies, issue.services, issue.electronised, issue.not_electronised)
        found = (len(self.bodies), self.services, electronised, self.not_electronised)
        if stored != found:
            raise TotalsDisagree(f"Issue {issue.code} says {stored}, its rows give {found}.")
        return YearTotals(
            year=issue.year,
            round_code=issue.round_code,
            bodies=found[0],
            services=found[1],
            electronised=found[2],
            not_electronised=found[3],
            grades=tuple((code, self.grades.get(code, 0)) for code in codes),
        )
