"""The three historical rounds with the published totals, on the real editions; quicker than the demonstration."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from meyar.publication.models import Issue
from meyar.scoring import Edition, Level, parse_answer, parse_edition, score
from tests.factories.publication import Offered, publish

ROOT = Path(__file__).resolve().parents[2]
GRADES = ("qeyri_kafi", "kafi", "yaxsi", "ela")


@cache
def edition(code: str) -> Edition:
    path = ROOT / "rulebooks" / code / "rulebook.yaml"
    return parse_edition(path.read_text("utf-8"), name=path.name)


@cache
def published_totals() -> dict[int, dict[str, int]]:
    with (ROOT / "demo" / "published_totals.csv").open(encoding="utf-8") as lines:
        return {int(row["year"]): {name: int(number) for name, number in row.items()} for row in csv.DictReader(lines)}


def publish_history(years: tuple[int, ...] = (2013, 2014, 2015), *, demonstration: bool = True) -> list[Issue]:
    """Issues whose rows are formed so that the totals are the published ones."""
    return [
        publish(
            year,
            offered(year),
            edition=edition("2013" if year == 2013 else "2014"),
            demonstration=demonstration,
            published_at=datetime(2026, 2, 12, 9, year - 2012, tzinfo=UTC),
        )
        for year in years
    ]


@cache
def offered(year: int) -> tuple[Offered, ...]:
    totals = published_totals()[year]
    rules = edition("2013" if year == 2013 else "2014")
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


@cache
def answers_for(rules: Edition, grade: str) -> str:
    """The lowest answers of the edition raised one parameter after another until they give the grade."""
    levels = [parameter.levels[0] for parameter in rules.parameters]
    for place, parameter in enumerate(rules.parameters):
        if _grade(rules, levels) == grade:
            break
        levels[place] = parameter.levels[-1]
    return " ".join(level.code for level in levels)


def _grade(rules: Edition, levels: list[Level]) -> str | None:
    answers = {
        parameter.code: parse_answer(level.code) for parameter, level in zip(rules.parameters, levels, strict=True)
    }
    return score(rules, answers, electronised=True).grade
