"""The three historical rounds with the published totals, on the real editions and without a database."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from meyar.publication.queries.report import PublishedBody, PublishedGrade, PublishedService, PublishedYear, Words
from meyar.scoring import Edition, Level, Scorecard, parse_answer, parse_edition, score
from tests.factories.publication import NAMES, Offered

ROOT = Path(__file__).resolve().parents[2]
GRADES = ("qeyri_kafi", "kafi", "yaxsi", "ela")
TOTALS = ("bodies", "services", "electronised", "not_electronised", *GRADES)


def historical_years(*wanted: int, demonstration: bool = True) -> tuple[PublishedYear, ...]:
    """2013, 2014 and 2015, or those wanted: rows formed so that they give the published totals."""
    years = wanted or (2013, 2014, 2015)
    return tuple(
        published_year(year, _offered(year), edition=historical_edition(year), demonstration=demonstration)
        for year in years
    )


def published_year(
    year: int,
    services: Sequence[Offered],
    *,
    edition: Edition,
    demonstration: bool = False,
    replaces: str = "",
    reason: str = "",
) -> PublishedYear:
    cards = [_card(edition, service.answers, service.electronised) for service in services]
    rows: dict[str, list[PublishedService]] = {}
    for position, (service, card) in enumerate(zip(services, cards, strict=True), start=1):
        rows.setdefault(service.body, []).append(
            _service(position, service, card, edition, demonstration=demonstration)
        )
    grades = Counter(card.grade for card in cards)
    states = Counter(card.state.value for card in cards)
    undetermined = sum(service.electronised is None for service in services) if edition.gate else 0
    return PublishedYear(
        year=year,
        round_code=str(year),
        issue_code=f"{year}-{2 if replaces else 1}",
        replaces=replaces,
        reason=reason,
        published_at=datetime(2026, 2, 12, 9, year % 60, tzinfo=UTC),
        demonstration=demonstration,
        edition=edition,
        edition_sha256=edition.sha256,
        is_reconstructed=edition.has_assumed,
        list_code=f"list-{year}",
        list_title=Words(f"Siyahı {year}", f"List {year}", f"Перечень {year}"),
        list_sha256=_hash("list", year),
        answers_sha256=_hash("answers", year),
        results_sha256=_hash("results", year),
        content_sha256=_hash("content", year),
        body_count=len(rows),
        service_count=len(services),
        electronised=len(services) - states["not_electronised"] - undetermined,
        not_electronised=states["not_electronised"],
        undetermined=undetermined,
        nothing_applies=states["nothing_applies"],
        grades=tuple(
            PublishedGrade(
                grade.code,
                position,
                Words(grade.title.az, grade.title.en or "", grade.title.ru or ""),
                grades[grade.code],
            )
            for position, grade in enumerate(edition.grades, start=1)
        ),
        bodies=tuple(PublishedBody(code, _name(code), tuple(rows[code])) for code in sorted(rows)),
    )


def historical_edition(year: int) -> Edition:
    return shipped_edition("2013" if year == 2013 else "2014")


@cache
def shipped_edition(code: str) -> Edition:
    path = ROOT / "rulebooks" / code / "rulebook.yaml"
    return parse_edition(path.read_text("utf-8"), name=path.name)


@cache
def published_totals() -> dict[int, dict[str, int]]:
    with (ROOT / "demo" / "published_totals.csv").open(encoding="utf-8") as lines:
        return {int(row["year"]): {name: int(number) for name, number in row.items()} for row in csv.DictReader(lines)}


@cache
def answers_for(rules: Edition, grade: str) -> str:
    """The lowest answers of the edition, raised one parameter after another until they give the grade."""
    levels = [parameter.levels[0] for parameter in rules.parameters]
    for place, parameter in enumerate(rules.parameters):
        if _grade(rules, levels) == grade:
            break
        levels[place] = parameter.levels[-1]
    return " ".join(level.code for level in levels)


@cache
def _offered(year: int) -> tuple[Offered, ...]:
    totals, rules = published_totals()[year], historical_edition(year)
    wanted = [grade for grade in GRADES for _number in range(totals[grade])] + [""] * totals["not_electronised"]
    return tuple(
        Offered(
            f"s-{number}",
            body=f"body-{number % totals['bodies'] + 1:02}",
            answers=answers_for(rules, grade or "ela"),
            electronised=bool(grade),
            title_az=f"{number} nömrəli arayışın verilməsi üçün müraciətin və sənədlərin qəbulu",
            title_en=f"Applications and documents for certificate {number}",
        )
        for number, grade in enumerate(wanted, start=1)
    )


def _grade(rules: Edition, levels: Sequence[Level]) -> str | None:
    return _card(rules, " ".join(level.code for level in levels), True).grade


@cache
def _card(rules: Edition, answers: str, electronised: bool | None) -> Scorecard:
    words = zip(rules.parameters, answers.split(), strict=True)
    return score(rules, {parameter.code: parse_answer(word) for parameter, word in words}, electronised=electronised)


def _service(
    position: int, service: Offered, card: Scorecard, edition: Edition, *, demonstration: bool
) -> PublishedService:
    return PublishedService(
        code=service.code,
        number=f"1.{position}",
        title=Words(service.title_az or f"Xidmət {service.code}", service.title_en),
        state=card.state.value,
        electronised=service.electronised if edition.gate else None,
        grade=card.grade or "",
        possible_grades=() if card.grade else card.possible_grades,
        percent=card.percent,
        demonstration=demonstration,
    )


def _name(code: str) -> Words:
    az, en, ru, _abbreviation = NAMES.get(code, (f"{code} komitəsi", f"Committee {code}", "", ""))
    return Words(az, en, ru)


def _hash(what: str, year: int) -> str:
    return sha256(f"{what} {year}".encode()).hexdigest()
