from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import click

from meyar.cli.answer_sheets import scored_services
from meyar.cli.files import read_edition
from meyar.common.fractions import fraction_text
from meyar.scoring import Edition, Scorecard, State, percent_floored, to_next_grade


@dataclass(frozen=True)
class _Line:
    service: str
    state: str
    points: str
    max: str
    percent: str
    percent_exact: str
    grade: str
    to_next: str


@click.command()
@click.argument("rulebook", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def score_answers(rulebook: Path, answers: Path, form: str) -> None:
    """
    Score the services of ANSWERS under RULEBOOK, exactly and without a database.

    ANSWERS is a CSV, XLSX or ODS with the columns service, parameter, answer and optionally body. An answer is a
    level's code, na, not_assessed or unreachable; the parameter "electronised" is answered yes or no. A parameter
    without a row is not assessed.
    """
    edition = read_edition(rulebook)
    cards = scored_services(answers, edition)
    lines = [_line(edition, service, card) for service, card in cards.items()]
    if form == "json":
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_Line.__dataclass_fields__)
    table.writerows(asdict(line).values() for line in lines)
    click.echo(out.getvalue(), nl=False)


def _line(edition: Edition, service: str, card: Scorecard) -> _Line:
    graded = card.state is State.GRADED
    points = card.state is not State.NOT_ELECTRONISED
    grade = card.grade or ("/".join(card.possible_grades) if card.state is State.UNDETERMINED else "")
    return _Line(
        service=service,
        state=card.state.value,
        points=_number(card.points) if points else "",
        max=_number(card.maximum) if points else "",
        percent="" if card.percent is None else str(percent_floored(card.percent)),
        percent_exact=fraction_text(card.percent),
        grade=grade,
        to_next=fraction_text(to_next_grade(edition, card)) if graded else "",
    )


def _number(value: Fraction) -> str:
    """A whole number or a finite decimal as such, anything else as n/d."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return fraction_text(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
