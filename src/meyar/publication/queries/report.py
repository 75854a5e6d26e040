"""
What the yearly report is made of: the current issues of a span of years with all their services.

Costs four queries, whatever the number of years, bodies and services, and one per edition met for the first time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any

from meyar.publication.models import Chart, Issue, IssueService
from meyar.publication.queries.editions import edition_by_hash
from meyar.scoring.edition import Edition


class NothingPublished(LookupError):
    """No current issue belongs to what was asked for."""


class YearHasSeveralRounds(LookupError):
    """A span names years, and one of its years has more than one published round."""


@dataclass(frozen=True, slots=True)
class Words:
    az: str
    en: str = ""  # empty where there is no translation
    ru: str = ""


@dataclass(frozen=True, slots=True)
class PublishedGrade:
    code: str
    position: int  # 1 is the lowest
    title: Words
    services: int


@dataclass(frozen=True, slots=True)
class PublishedService:
    code: str
    number: str  # in the List
    title: Words
    state: str
    electronised: bool | None  # None: not determined, or the edition has no gate
    grade: str  # code, empty unless graded
    possible_grades: tuple[str, ...]
    percent: Fraction | None
    demonstration: bool


@dataclass(frozen=True, slots=True)
class PublishedBody:
    code: str
    name: Words
    services: tuple[PublishedService, ...]  # in the order of the List


@dataclass(frozen=True, slots=True)
class PublishedYear:
    year: int
    round_code: str
    issue_code: str
    replaces: str  # code of the issue it corrects
    reason: str  # why
    published_at: datetime
    demonstration: bool
    edition: Edition
    edition_sha256: str  # as the issue states it
    is_reconstructed: bool  # some of the edition is assumed
    list_code: str
    list_title: Words
    list_sha256: str
    answers_sha256: str
    results_sha256: str
    content_sha256: str
    body_count: int
    service_count: int
    electronised: int
    not_electronised: int
    undetermined: int  # whether electronised or not
    nothing_applies: int
    grades: tuple[PublishedGrade, ...]  # lowest first
    bodies: tuple[PublishedBody, ...]  # in alphabetical order


def published_years(first: int | str, last: int | str) -> tuple[PublishedYear, ...]:
    """
    The current issues from one year to another, or of one round.

    Args:
        first: A year, or the code of a round. Where both are the same code, that round alone.
        last: The same; a code between two different ones stands for its year.

    Raises:
        NothingPublished: There is no current issue there.
        YearHasSeveralRounds: A year of the span has several; it can be named by a round's code alone.
    """
    rows = _issues(first, last).defer("rulebook_json", "replaces__rulebook_json").select_related("replaces")
    issues = list(rows.prefetch_related("grades", "issue_bodies"))
    if not issues:
        raise NothingPublished(f"Nothing is published for {first}" + (f" to {last}." if last != first else "."))
    _refuse_several_rounds_of_a_year(issues)
    services: dict[int, list[PublishedService]] = {}
    for service in _services(issues):
        services.setdefault(service.body_id, []).append(_service(service))
    return tuple(_year(issue, services) for issue in issues)


@dataclass(frozen=True, slots=True)
class IssueStamp:
    """What a file made from an issue depends on."""

    round_code: str
    year: int
    code: str
    content_sha256: str
    published_at: datetime


def issue_stamps(first: int | str | None = None, last: int | str | None = None) -> tuple[IssueStamp, ...]:
    """Of the current issues of a span, or of all, by year. One query, or a few where codes are given."""
    rows = Issue.objects.filter(current=True).order_by("year", "round_code")
    if first is not None and last is not None:
        rows = _issues(first, last)
    return tuple(
        IssueStamp(*row) for row in rows.values_list("round_code", "year", "code", "content_sha256", "published_at")
    )


def stored_years_picture(years: Sequence[PublishedYear], language: str) -> str:
    """The SVG drawn at publication over exactly these issues; empty where there is none. One query."""
    drawn_from = sha256("".join(year.content_sha256 for year in years).encode()).hexdigest()
    charts = Chart.objects.filter(kind="years", variant="wide", language=language, issues_sha256=drawn_from)
    return charts.order_by("-pk").values_list("svg", flat=True).first() or ""


def _issues(first: int | str, last: int | str) -> Any:
    current = Issue.objects.filter(current=True).order_by("year", "round_code")
    if isinstance(first, str) and first == last:
        of_round = current.filter(round_code=first)
        if of_round.exists():
            return of_round
    return current.filter(year__range=(_year_of(first), _year_of(last)))


def _year_of(name: int | str) -> int:
    if isinstance(name, int):
        return name
    found = Issue.objects.filter(current=True, round_code=name).values_list("year", flat=True).first()
    if found is not None:
        return int(found)
    if name.isascii() and name.isdigit():
        return int(name)
    codes = ", ".join(Issue.objects.filter(current=True).order_by("year").values_list("round_code", flat=True))
    raise NothingPublished(f"No published round is called {name!r}; published rounds: {codes or 'none'}.")


def _refuse_several_rounds_of_a_year(issues: Iterable[Issue]) -> None:
    rounds: dict[int, list[str]] = {}
    for issue in issues:
        rounds.setdefault(issue.year, []).append(issue.round_code)
    several = [f"{year}: {', '.join(codes)}" for year, codes in rounds.items() if len(codes) > 1]
    if several:
        raise YearHasSeveralRounds(f"Name one round by its code; a year has several ({'; '.join(several)}).")


def _services(issues: Iterable[Issue]) -> Iterable[IssueService]:
    return (
        IssueService.objects.filter(issue__in=list(issues))
        .only(
            "issue_id", "body_id", "code", "number", "title_az", "title_en", "title_ru",
            "state", "electronised", "grade", "possible_grades", "percent", "demonstration",
        )
        .order_by("issue_id", "position")
    )  # fmt: skip


def _year(issue: Issue, services: dict[int, list[PublishedService]]) -> PublishedYear:
    return PublishedYear(
        year=issue.year,
        round_code=issue.round_code,
        issue_code=issue.code,
        replaces=issue.replaces.code if issue.replaces else "",
        reason=issue.reason,
        published_at=issue.published_at,
        demonstration=issue.demonstration,
        edition=edition_by_hash(issue.rulebook_sha256),
        edition_sha256=issue.rulebook_sha256,
        is_reconstructed=issue.reconstructed,
        list_code=issue.list_code,
        list_title=Words(issue.list_title_az, issue.list_title_en, issue.list_title_ru),
        list_sha256=issue.list_sha256,
        answers_sha256=issue.answers_sha256,
        results_sha256=issue.results_sha256,
        content_sha256=issue.content_sha256,
        body_count=issue.bodies,
        service_count=issue.services,
        electronised=issue.electronised,
        not_electronised=issue.not_electronised,
        undetermined=issue.undetermined,
        nothing_applies=issue.nothing_applies,
        grades=tuple(
            PublishedGrade(
                code=grade.code,
                position=grade.position,
                title=Words(grade.title_az, grade.title_en, grade.title_ru),
                services=grade.services,
            )
            for grade in issue.grades.all()
        ),
        bodies=tuple(
            PublishedBody(
                code=body.code,
                name=Words(body.name_az, body.name_en, body.name_ru),
                services=tuple(services.get(body.pk, ())),
            )
            for body in issue.issue_bodies.all()
        ),
    )


def _service(row: IssueService) -> PublishedService:
    return PublishedService(
        code=row.code,
        number=row.number,
        title=Words(row.title_az, row.title_en, row.title_ru),
        state=row.state,
        electronised=row.electronised,
        grade=row.grade,
        possible_grades=tuple(row.possible_grades.split("/")) if row.possible_grades else (),
        percent=Fraction(row.percent) if row.percent else None,
        demonstration=row.demonstration,
    )
