"""The List of each year: which body owes which service, under which number and title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from meyar.demonstration.population.sources import NamedService, Title, bodies, services


@dataclass(frozen=True, slots=True)
class ListedService:
    service: NamedService
    body: str
    number: str  # "20.3": the body's number in the List, the service's within the body
    title: Title

    @property
    def code(self) -> str:
        return self.service.code


@cache
def list_of(year: int) -> tuple[ListedService, ...]:
    by_body: dict[str, list[NamedService]] = {code: [] for code in bodies() if year in bodies()[code].years}
    for service in services():
        if service.is_listed_in(year):
            by_body[_owner(service.body, year)].append(service)
    return tuple(
        ListedService(service, body, f"{bodies()[body].number}.{place}", service.title_in(year))
        for body in sorted(by_body, key=lambda code: bodies()[code].number)
        for place, service in enumerate(by_body[body], start=1)
    )


def _owner(body: str, year: int) -> str:
    """The body itself, or the one of its successors that stands in the year's List."""
    heirs = (body, *bodies()[body].successors)
    return next(code for code in heirs if code in bodies() and year in bodies()[code].years)
