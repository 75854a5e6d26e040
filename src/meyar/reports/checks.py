"""A report is made only from issues whose totals are the numbers of their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from meyar.publication.queries.report import PublishedService, PublishedYear


@dataclass(frozen=True, slots=True)
class Difference:
    issue: str
    what: str
    stated: int
    counted: int

    def __str__(self) -> str:
        return f"{self.issue}: {self.what}: {self.stated} stated, {self.counted} counted"


class ReportDoesNotAddUp(Exception):
    """Nothing is written while a total differs from its rows. `differences` holds all of them."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = tuple(differences)
        super().__init__("The totals do not agree with the rows: " + "; ".join(map(str, self.differences)) + ".")


def check_totals(years: Iterable[PublishedYear]) -> None:
    """
    Raises:
        ReportDoesNotAddUp: Names every total that differs, with both numbers.
    """
    found = [difference for year in years for difference in _differences(year)]
    if found:
        raise ReportDoesNotAddUp(found)


def _differences(year: PublishedYear) -> Iterator[Difference]:
    for what, stated, counted in _pairs(year):
        if stated != counted:
            yield Difference(year.issue_code, what, stated, counted)


def _pairs(year: PublishedYear) -> Iterator[tuple[str, int, int]]:
    services = [service for body in year.bodies for service in body.services]
    states = Counter(service.state for service in services)
    grades = Counter(service.grade for service in services if service.state == "graded")
    open_gate = sum(_has_open_gate(service, year) for service in services)
    yield "bodies", year.body_count, len(year.bodies)
    yield "services", year.service_count, len(services)
    yield "services, each listed once", year.service_count, len({service.code for service in services})
    yield (
        "services = electronised + not electronised + undetermined",
        year.service_count,
        year.electronised + year.not_electronised + year.undetermined,
    )
    yield "not electronised", year.not_electronised, states["not_electronised"]
    yield "undetermined whether electronised", year.undetermined, open_gate
    yield "services to which nothing applies", year.nothing_applies, states["nothing_applies"]
    yield (
        "electronised = the grades + nothing applies + grade undetermined",
        year.electronised,
        sum(grade.services for grade in year.grades) + year.nothing_applies + states["undetermined"] - open_gate,
    )
    for grade in year.grades:
        yield f"grade {grade.code}", grade.services, grades[grade.code]
    yield "services with a grade", sum(grade.services for grade in year.grades), states["graded"]


def _has_open_gate(service: PublishedService, year: PublishedYear) -> bool:
    return year.edition.gate is not None and service.electronised is None
