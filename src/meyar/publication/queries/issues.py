"""Issues: the years, their totals and grades, the front page, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby, pairwise

from django.db.models import Count, QuerySet

from meyar.common.language import Wording, wording
from meyar.publication.models import Chart, Issue, IssueService
from meyar.publication.queries.editions import edition_by_hash, good_from
from meyar.publication.queries.totals import TotalsDisagree
from meyar.publication.queries.words import words


@dataclass(frozen=True)
class GradeCount:
    code: str
    position: int  # 1 is the lowest
    title: Wording
    services: int
    is_good: bool  # in the upper half of the scale


@dataclass(frozen=True)
class IssueSummary:
    code: str
    round_code: str
    year: int
    number: int
    current: bool
    demonstration: bool
    reconstructed: bool
    published_at: datetime
    published_by: str
    reason: str  # why it replaces an earlier one; empty for the first
    rulebook_code: str
    rulebook_title: Wording
    rulebook_sha256: str
    rulebook_note: Wording | None  # what is reconstructed in it
    act_title: Wording
    rules_since: date | None  # the act's date, or else the day it came into force
    has_gate: bool
    list_code: str
    list_title: Wording
    list_sha256: str
    answers_sha256: str
    results_sha256: str
    content_sha256: str
    bodies: int
    services: int
    electronised: int
    not_electronised: int
    undetermined: int
    nothing_applies: int
    grades: tuple[GradeCount, ...]  # lowest first
    after_break: bool = False  # other Rules than the issue in force before it

    @property
    def graded(self) -> int:
        return sum(grade.services for grade in self.grades)

    @property
    def good(self) -> int:
        return sum(grade.services for grade in self.grades if grade.is_good)

    @property
    def without_grade(self) -> int:
        """Services about which not everything is known, so that they have no grade yet."""
        return self.services - self.not_electronised - self.graded - self.nothing_applies

    @property
    def share_electronised(self) -> Fraction | None:
        """Percent of all services, exact."""
        return Fraction(100 * self.electronised, self.services) if self.services else None

    @property
    def share_good(self) -> Fraction | None:
        """Percent of the graded services, exact."""
        return Fraction(100 * self.good, self.graded) if self.graded else None

    def grade(self, code: str) -> GradeCount | None:
        return next((grade for grade in self.grades if grade.code == code), None)


@dataclass(frozen=True)
class Run:
    """Consecutive years under the same Rules: only these may be compared directly."""

    rulebook_code: str
    rulebook_sha256: str
    issues: tuple[IssueSummary, ...]


@dataclass(frozen=True)
class Cell:
    issue: IssueSummary
    services: int


@dataclass(frozen=True)
class GradeLine:
    grade: GradeCount
    cells: tuple[Cell, ...]  # one a year


@dataclass(frozen=True)
class Table:
    """Consecutive years whose grades are the same ones, so that they fit one table."""

    issues: tuple[IssueSummary, ...]

    @property
    def lines(self) -> tuple[GradeLine, ...]:
        """A line per grade, lowest first."""
        return tuple(
            GradeLine(grade, tuple(Cell(issue, issue.grades[place].services) for issue in self.issues))
            for place, grade in enumerate(self.issues[-1].grades)
        )

    @property
    def has_gate(self) -> bool:
        return self.issues[-1].has_gate

    @property
    def has_undetermined(self) -> bool:
        return any(issue.undetermined for issue in self.issues)

    @property
    def has_nothing_applies(self) -> bool:
        return any(issue.nothing_applies for issue in self.issues)

    @property
    def all_electronised_are_graded(self) -> bool:
        return all(issue.graded == issue.electronised for issue in self.issues)


@dataclass(frozen=True)
class Picture:
    variant: str  # wide, narrow
    svg: str


@dataclass(frozen=True)
class Front:
    issues: tuple[IssueSummary, ...]  # current ones, by year
    runs: tuple[Run, ...]
    tables: tuple[Table, ...]
    pictures: tuple[Picture, ...]  # narrow, wide

    @property
    def latest(self) -> IssueSummary:
        return self.issues[-1]

    @property
    def before(self) -> IssueSummary | None:
        """The year before the latest, under the same Rules."""
        return self.runs[-1].issues[-2] if len(self.runs[-1].issues) > 1 else None


@dataclass(frozen=True)
class IssuePage:
    issue: IssueSummary
    replaces: str  # code of the issue it corrects
    replaced_by: str
    reason_of_replacement: str


@dataclass(frozen=True)
class Disagreement:
    issue: str
    total: str  # "services", "electronised", a grade's code
    stated: int
    counted: int

    def __str__(self) -> str:
        return f"{self.issue}: {self.total} is stated as {self.stated}, its rows are {self.counted}"


def current_issues(language: str) -> tuple[IssueSummary, ...]:
    """The issue in force of every round, by year. Two queries."""
    issues = tuple(_summaries(Issue.objects.filter(current=True), language))
    breaks = (False, *(a.rulebook_sha256 != b.rulebook_sha256 for a, b in pairwise(issues)))[: len(issues)]
    return tuple(replace(issue, after_break=breaks) for issue, breaks in zip(issues, breaks, strict=True))


def all_issues(language: str) -> tuple[IssueSummary, ...]:
    """Also those that a correction replaced. Two queries."""
    return tuple(_summaries(Issue.objects.all(), language))


def issue_of_round(round_code: str, language: str) -> IssueSummary | None:
    """The issue in force of one round. Two queries."""
    return next(_summaries(Issue.objects.filter(current=True, round_code=round_code), language), None)


def issue_page(code: str, language: str) -> IssuePage | None:
    """One issue, current or replaced, checked against its rows. Three queries."""
    rows = Issue.objects.filter(code=code).select_related("replaces", "replaced_by")
    issue = next(_summaries(rows, language), None)
    if issue is None:
        return None
    check_totals([issue])
    row = rows.defer("rulebook_json", "replaces__rulebook_json", "replaced_by__rulebook_json")[0]
    successor = getattr(row, "replaced_by", None)
    return IssuePage(
        issue=issue,
        replaces=row.replaces.code if row.replaces else "",
        replaced_by=successor.code if successor else "",
        reason_of_replacement=successor.reason if successor else "",
    )


def front(language: str) -> Front | None:
    """
    Everything the front page shows; None while nothing is published. Four queries.

    Raises:
        TotalsDisagree: A stated total differs from the rows behind it.
    """
    issues = current_issues(language)
    if not issues:
        return None
    check_totals(issues)
    return Front(issues=issues, runs=runs_of(issues), tables=tables_of(issues), pictures=pictures_of(issues, language))


def pictures_of(issues: Sequence[IssueSummary], language: str) -> tuple[Picture, ...]:
    """The years as drawn when the newest of the issues was published. One query."""
    newest = max(issues, key=lambda issue: issue.published_at)
    charts = Chart.objects.filter(issue__code=newest.code, kind="years", language=language)
    return tuple(Picture(chart.variant, chart.svg) for chart in charts.order_by("variant"))


def runs_of(issues: Iterable[IssueSummary]) -> tuple[Run, ...]:
    """Years grouped by the Rules they were graded under; between two runs nothing is compared directly."""
    return tuple(
        Run(rulebook_code=same[0].rulebook_code, rulebook_sha256=sha256, issues=tuple(same))
        for sha256, group in groupby(issues, key=lambda issue: issue.rulebook_sha256)
        for same in [list(group)]
    )


def tables_of(issues: Iterable[IssueSummary]) -> tuple[Table, ...]:
    key = lambda issue: (issue.has_gate, tuple(grade.code for grade in issue.grades))  # noqa: E731
    return tuple(Table(tuple(group)) for _, group in groupby(issues, key=key))


def check_totals(issues: Sequence[IssueSummary]) -> None:
    """
    Count the rows behind every stated total. One query.

    Raises:
        TotalsDisagree: Naming every total that differs, with both numbers.
    """
    counted = (
        IssueService.objects.filter(issue__code__in=[issue.code for issue in issues])
        .order_by()
        .values_list("issue__code", "state", "grade", "electronised")
        .annotate(Count("pk"))
    )
    rows: Counter[tuple[str, str]] = Counter()
    for code, state, grade, electronised, services in counted:
        rows[code, "services"] += services
        rows[code, f"state {state}"] += services
        rows[code, f"grade {grade}"] += services
        rows[code, "graded"] += services if grade else 0
        rows[code, f"electronised {electronised}"] += services
    found = [
        Disagreement(issue.code, total, stated, number)
        for issue in issues
        for total, stated, number in _stated_and_counted(issue, rows)
        if stated != number
    ]
    if found:
        raise TotalsDisagree("; ".join(map(str, found)))


def _stated_and_counted(issue: IssueSummary, rows: Counter[tuple[str, str]]) -> Iterable[tuple[str, int, int]]:
    def count(what: str) -> int:
        return rows[issue.code, what]

    yield "services", issue.services, count("services")
    yield "not_electronised", issue.not_electronised, count("state not_electronised")
    yield "nothing_applies", issue.nothing_applies, count("state nothing_applies")
    if issue.has_gate:
        yield "electronised", issue.electronised, count("electronised True")
        yield "undetermined", issue.undetermined, count("electronised None")
    yield "graded", issue.graded, count("graded")
    for grade in issue.grades:
        yield grade.code, grade.services, count(f"grade {grade.code}")


def _summaries(rows: QuerySet[Issue], language: str) -> Iterator[IssueSummary]:
    for row in rows.defer("rulebook_json").order_by("year", "round_code", "number").prefetch_related("grades"):
        yield _summary(row, language)


def _summary(row: Issue, language: str) -> IssueSummary:
    edition = edition_by_hash(row.rulebook_sha256)
    grades = list(row.grades.all())
    good = good_from(len(grades))
    return IssueSummary(
        code=row.code,
        round_code=row.round_code,
        year=row.year,
        number=row.number,
        current=row.current,
        demonstration=row.demonstration,
        reconstructed=row.reconstructed,
        published_at=row.published_at,
        published_by=row.published_by,
        reason=row.reason,
        rulebook_code=row.rulebook_code,
        rulebook_title=wording(edition.title, language),
        rulebook_sha256=row.rulebook_sha256,
        rulebook_note=wording(edition.note, language) if edition.note else None,
        act_title=wording(edition.act.title, language),
        rules_since=edition.act.date or edition.act.in_force_on,
        has_gate=edition.gate is not None,
        list_code=row.list_code,
        list_title=words(row, "list_title", language),
        list_sha256=row.list_sha256,
        answers_sha256=row.answers_sha256,
        results_sha256=row.results_sha256,
        content_sha256=row.content_sha256,
        bodies=row.bodies,
        services=row.services,
        electronised=row.electronised,
        not_electronised=row.not_electronised,
        undetermined=row.undetermined,
        nothing_applies=row.nothing_applies,
        grades=tuple(
            GradeCount(
                code=grade.code,
                position=grade.position,
                title=words(grade, "title", language),
                services=grade.services,
                is_good=grade.position >= good,
            )
            for grade in grades
        ),
    )
